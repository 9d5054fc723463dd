package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.rollout.Forecast;
import io.gigafleet.controlplane.rollout.Throughput;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What lists and details of rollouts have in common. */
@Schema(
        name = "Rollout",
        description =
                "A rollout as it stands. Moments are wall clock; a day of throughput is rollout"
                        + " time, wall time multiplied by the speed")
public record RolloutAnswer(
        String name,
        @Schema(enumeration = {"commission", "firmware"}) String kind,
        @Schema(description = "The version it pins; empty: it leaves it as it is") String firmware,
        @Schema(enumeration = {"automatic", "approval"}) String mode,
        Map<String, String> labels,
        @Schema(
                        enumeration = {
                            "PENDING",
                            "RUNNING",
                            "SOAKING",
                            "AWAITING_APPROVAL",
                            "PAUSED",
                            "COMPLETED",
                            "ABORTED"
                        })
                String phase,
        @Schema(
                        description = "Why it is paused",
                        enumeration = {"NONE", "OPERATOR", "BREACH", "INCONCLUSIVE", "DEADLINE"})
                String pause,
        @Schema(description = "Why it stands there, for people") String reason,
        @Schema(description = "The wave at work, from 1; 0: it has not begun") int wave,
        int waves,
        @Schema(description = "Since when it is in this phase", nullable = true)
                @Nullable Instant since,
        @Schema(nullable = true) @Nullable Instant startedAt,
        @Schema(nullable = true) @Nullable Instant finishedAt,
        @Schema(description = "null: none", nullable = true) @Nullable Instant deadline,
        @Schema(description = "Rollout time over wall time; 1 in a real site") double speed,
        OrderAnswer order,
        RackSums racks,
        PowerSums megawatts,
        @Schema(description = "As of now; null: not begun, or finished", nullable = true)
                @Nullable ForecastAnswer forecast,
        @Schema(description = "As of its beginning", nullable = true)
                @Nullable ForecastAnswer firstForecast,
        @Schema(description = "As of when the canary had settled", nullable = true)
                @Nullable ForecastAnswer canaryForecast,
        @Schema(description = "Since it began, soaks and pauses included") RateAnswer throughput,
        @Schema(description = "The ledger's revision that last changed its manifest or its orders")
                long revision) {

    public RolloutAnswer {
        labels = Map.copyOf(labels);
    }

    /** What operators have ordered of it. */
    @Schema(name = "RolloutOrder", description = "What operators have ordered of a rollout")
    public record OrderAnswer(
            @Schema(description = "Paused by an operator") boolean held,
            @Schema(description = "How often it was resumed") int resumes,
            @Schema(description = "How often a next wave was approved") int approvals,
            boolean aborted,
            @Schema(description = "Of the newest order") String reason) {}

    /** How many racks are how far. */
    @Schema(name = "RolloutRacks", description = "How many racks are how far")
    public record RackSums(
            int total,
            @Schema(description = "Their turn has not come") int waiting,
            @Schema(description = "On their way") int active,
            int inService,
            @Schema(description = "Failed, and wait for their repair") int quarantined,
            @Schema(description = "Left out by an operator") int skipped,
            @Schema(description = "The rollout ended before they were done") int left) {}

    /** Peak power of the racks. */
    @Schema(name = "RolloutMegawatts", description = "Peak power of the racks, megawatts")
    public record PowerSums(double total, double inService) {}

    /** When it will be done. */
    @Schema(
            name = "Forecast",
            description =
                    "When the rollout is expected to be done: nine of ten such rollouts take longer"
                            + " than early, one of ten longer than late")
    public record ForecastAnswer(Instant likely, Instant early, Instant late) {

        static @Nullable ForecastAnswer of(Forecast forecast) {
            return forecast.isKnown()
                    ? new ForecastAnswer(
                            Instant.ofEpochMilli(forecast.likelyMillis()),
                            Instant.ofEpochMilli(forecast.earlyMillis()),
                            Instant.ofEpochMilli(forecast.lateMillis()))
                    : null;
        }
    }

    /** What was brought into service per day. */
    @Schema(
            name = "RolloutRate",
            description = "Racks and their peak power brought into service per day of rollout time")
    public record RateAnswer(double racksPerDay, double megawattsPerDay) {

        private static final double ROUNDING = 1_000;

        static RateAnswer of(Throughput.Rate rate) {
            return new RateAnswer(rounded(rate.racksPerDay()), rounded(rate.megawattsPerDay()));
        }

        private static double rounded(double value) {
            return Math.round(value * ROUNDING) / ROUNDING;
        }
    }
}
