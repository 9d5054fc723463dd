package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.operator.answer.RolloutAnswer.RateAnswer;
import io.gigafleet.controlplane.rollout.CriticalPath.Segment;
import io.gigafleet.controlplane.rollout.RackTimes;
import io.gigafleet.controlplane.rollout.Spread;
import io.gigafleet.controlplane.rollout.StageTimes;
import io.gigafleet.controlplane.rollout.Throughput;
import io.gigafleet.controlplane.rollout.Timeline;
import io.gigafleet.schemas.RackStage;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where the time of a rollout went. */
@Schema(
        name = "RolloutTimeline",
        description =
                "Where the time of a rollout went. Moments are wall clock, durations rollout time:"
                        + " wall time multiplied by the speed")
public record TimelineAnswer(
        String rollout,
        @Schema(description = "Rollout time over wall time; 1 in a real site") double speed,
        Instant asOf,
        @Schema(
                        description = "From its beginning to the first token of any of its racks",
                        examples = "PT19H40M",
                        nullable = true)
                @Nullable String firstToken,
        @Schema(description = "From the dock into service") SpreadAnswer toService,
        @Schema(description = "From the dock to the first token") SpreadAnswer toFirstToken,
        ThroughputAnswer throughput,
        @Schema(description = "In the order in which it came to them") List<StageAnswer> stages,
        @Schema(description = "What decided how long it took; one after another, without gaps")
                List<SegmentAnswer> criticalPath,
        @Schema(description = "By wave and name") List<RackTimesAnswer> racks) {

    public TimelineAnswer {
        stages = List.copyOf(stages);
        criticalPath = List.copyOf(criticalPath);
        racks = List.copyOf(racks);
    }

    static TimelineAnswer of(String rollout, double speed, Instant asOf, Timeline timeline) {
        return new TimelineAnswer(
                rollout,
                speed,
                asOf,
                IsoDuration.ofMillis(timeline.firstTokenMillis()),
                SpreadAnswer.of(timeline.toService()),
                SpreadAnswer.of(timeline.toFirstToken()),
                ThroughputAnswer.of(timeline.throughput()),
                timeline.stages().stream().map(StageAnswer::of).toList(),
                timeline.criticalPath().segments().stream().map(SegmentAnswer::of).toList(),
                timeline.racks().stream().map(RackTimesAnswer::of).toList());
    }

    /** How durations of racks are spread. */
    @Schema(name = "Spread", description = "Durations of racks; null: none was measured")
    public record SpreadAnswer(
            @Schema(description = "How many were measured") int racks,
            @Schema(nullable = true) @Nullable String p10,
            @Schema(nullable = true) @Nullable String median,
            @Schema(nullable = true) @Nullable String p90,
            @Schema(nullable = true) @Nullable String max) {

        static SpreadAnswer of(Spread spread) {
            return spread.racks() == 0
                    ? new SpreadAnswer(0, null, null, null, null)
                    : new SpreadAnswer(
                            spread.racks(),
                            IsoDuration.ofMillis(spread.p10Millis()),
                            IsoDuration.ofMillis(spread.medianMillis()),
                            IsoDuration.ofMillis(spread.p90Millis()),
                            IsoDuration.ofMillis(spread.maxMillis()));
        }
    }

    /** What it brings per day. */
    @Schema(name = "RolloutThroughput", description = "What a rollout brings per day")
    public record ThroughputAnswer(
            @Schema(description = "Since it began, soaks and pauses included") RateAnswer overall,
            @Schema(description = "Of the last wave with a rack in service, without its soak")
                    RateAnswer lastWave) {

        static ThroughputAnswer of(Throughput throughput) {
            return new ThroughputAnswer(
                    RateAnswer.of(throughput.overall()), RateAnswer.of(throughput.lastWave()));
        }
    }

    /** How long one stage took. */
    @Schema(name = "StageTimes", description = "How long one stage took the racks that reached it")
    public record StageAnswer(
            @Schema(examples = "LEAK_TESTED") String stage,
            int attempts,
            @Schema(description = "Attempts that did not get there") int failures,
            @Schema(description = "From the request to its end") SpreadAnswer working,
            @Schema(description = "Until the agent was asked: for ramp, headroom, limits")
                    SpreadAnswer waiting) {

        static StageAnswer of(StageTimes times) {
            return new StageAnswer(
                    times.stage().name(),
                    times.attempts(),
                    times.failures(),
                    SpreadAnswer.of(times.working()),
                    SpreadAnswer.of(times.waiting()));
        }
    }

    /** One stretch of the critical path. */
    @Schema(name = "PathSegment", description = "One stretch of the critical path")
    public record SegmentAnswer(
            int wave,
            @Schema(description = "null: the wave as a whole", nullable = true)
                    @Nullable String rack,
            @Schema(
                            description =
                                    "Its turn had not come, the stage was not asked yet, the agent"
                                            + " was at it, it was repaired; or the wave soaked and"
                                            + " waited at its gate",
                            enumeration = {"TURN", "WAITING", "STAGE", "REPAIR", "SOAK"})
                    String part,
            @Schema(description = "The stage to reach; null: none was at work", nullable = true)
                    @Nullable String stage,
            Instant began,
            @Schema(description = "null: it goes on", nullable = true) @Nullable Instant ended,
            @Schema(examples = "PT3H") String duration) {

        static SegmentAnswer of(Segment segment) {
            return new SegmentAnswer(
                    segment.wave(),
                    segment.rack().isEmpty() ? null : segment.rack(),
                    segment.part().name(),
                    segment.stage().map(RackStage::name).orElse(null),
                    Instant.ofEpochMilli(segment.beganAtMillis()),
                    segment.ongoing() ? null : Instant.ofEpochMilli(segment.endedAtMillis()),
                    IsoDuration.ofMillis(segment.durationMillis()));
        }
    }

    /** How long one rack took. */
    @Schema(name = "RackTimes", description = "How long one rack took")
    public record RackTimesAnswer(
            String rack,
            int wave,
            @Schema(description = "In the order in which it came to them")
                    List<RackStageAnswer> stages,
            @Schema(description = "In quarantine until it was tried again") String repair,
            @Schema(description = "null: not there yet", nullable = true)
                    @Nullable String toService,
            @Schema(description = "null: not served yet", nullable = true)
                    @Nullable String toFirstToken) {

        public RackTimesAnswer {
            stages = List.copyOf(stages);
        }

        static RackTimesAnswer of(RackTimes times) {
            return new RackTimesAnswer(
                    times.rack(),
                    times.wave(),
                    times.stages().stream().map(RackStageAnswer::of).toList(),
                    IsoDuration.ofMillis(times.repairMillis()),
                    IsoDuration.ofMillis(times.toServiceMillis()),
                    IsoDuration.ofMillis(times.toFirstTokenMillis()));
        }
    }

    /** How long one rack took for one stage. */
    @Schema(name = "RackStageTimes", description = "All attempts of a rack at one stage")
    public record RackStageAnswer(
            String stage,
            int attempts,
            String waiting,
            String working,
            @Schema(description = "Whether the last attempt got there") boolean reached) {

        static RackStageAnswer of(RackTimes.StageTime time) {
            return new RackStageAnswer(
                    time.stage().name(),
                    time.attempts(),
                    IsoDuration.ofMillis(time.waitingMillis()),
                    IsoDuration.ofMillis(time.workingMillis()),
                    time.reached());
        }
    }
}
