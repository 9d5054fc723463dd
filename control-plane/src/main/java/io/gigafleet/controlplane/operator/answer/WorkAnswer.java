package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.StageWork;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rack is at. */
@Schema(
        name = "StageWork",
        description =
                "The stage a rack is to reach, and how far that is. Moments are wall clock,"
                        + " durations rollout time: wall time multiplied by the speed")
public record WorkAnswer(
        @Schema(description = "The stage to reach", examples = "LEAK_TESTED") String stage,
        @Schema(description = "From 1") int attempt,
        @Schema(description = "When the stage before was reached, or the last attempt failed")
                Instant since,
        @Schema(description = "When the agent was asked; null: it waits", nullable = true)
                @Nullable Instant askedAt,
        @Schema(description = "A retry waits until then; null: it is asked", nullable = true)
                @Nullable Instant notBefore,
        @Schema(description = "When it should be done; null: it waits", nullable = true)
                @Nullable Instant deadline,
        @Schema(
                        description = "Since the agent was asked; while it waits, since then",
                        examples = "PT4M")
                String elapsed,
        @Schema(
                        description = "How long it may take; null: it waits",
                        examples = "PT10M",
                        nullable = true)
                @Nullable String sla,
        @Schema(description = "Whether the evidence does not say how it went") boolean inconclusive,
        @Schema(description = "Why it is not there yet, with numbers, for people") String reason) {

    static WorkAnswer of(StageWork work, Pace pace, Instant now) {
        String stage = work.target().name();
        Instant since = Instant.ofEpochMilli(work.begunAtMillis());
        return switch (work) {
            case StageWork.Waiting waiting ->
                    new WorkAnswer(
                            stage,
                            work.attempt(),
                            since,
                            null,
                            Instant.ofEpochMilli(waiting.notBeforeMillis()),
                            null,
                            rolloutTime(work.begunAtMillis(), now.toEpochMilli(), pace),
                            null,
                            false,
                            work.reason());
            case StageWork.Asked asked ->
                    new WorkAnswer(
                            stage,
                            work.attempt(),
                            since,
                            Instant.ofEpochMilli(asked.askedAtMillis()),
                            null,
                            Instant.ofEpochMilli(asked.deadlineMillis()),
                            rolloutTime(asked.askedAtMillis(), now.toEpochMilli(), pace),
                            IsoDuration.of(pace.planned(asked.slaMillis())),
                            asked.inconclusive(),
                            work.reason());
        };
    }

    private static String rolloutTime(long fromMillis, long toMillis, Pace pace) {
        return IsoDuration.of(pace.planned(Math.max(0, toMillis - fromMillis)));
    }
}
