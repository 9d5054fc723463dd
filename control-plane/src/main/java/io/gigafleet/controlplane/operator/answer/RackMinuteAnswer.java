package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.telemetry.RackRollup;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One minute of one rack. */
@Schema(name = "RackMinute", description = "One minute of one rack, by the broker's clock")
public record RackMinuteAnswer(
        @Schema(description = "Its first second") Instant minute,
        @Schema(description = "Readings in it; 60 in a full one") int samples,
        long wattsMean,
        long wattsMax,
        long energyJoules,
        double dieCelsiusMean,
        double dieCelsiusMax,
        double returnCelsiusMax,
        @Schema(description = "0 to 1") double utilizationMean,
        @Schema(description = "Accelerator-milliseconds below full clock for power")
                long powerThrottleMillis,
        @Schema(description = "Accelerator-milliseconds below full clock for heat")
                long thermalThrottleMillis,
        @Schema(description = "Completed") long requests,
        long inputTokens,
        long outputTokens,
        @Schema(description = "Null where nothing was served", nullable = true)
                @Nullable Double ttftP50Millis,
        @Schema(description = "Null where nothing was served", nullable = true)
                @Nullable Double ttftP95Millis) {

    public static RackMinuteAnswer of(RackRollup minute) {
        return new RackMinuteAnswer(
                Instant.ofEpochSecond(minute.startEpochSeconds()),
                minute.samples(),
                minute.wattsMean(),
                minute.wattsMax(),
                minute.energyJoules(),
                minute.dieDeciCelsiusMean() / 10.0,
                minute.dieDeciCelsiusMax() / 10.0,
                minute.returnMilliCelsiusMax() / 1_000.0,
                minute.utilizationPermilleMean() / 1_000.0,
                minute.powerThrottleMillis(),
                minute.thermalThrottleMillis(),
                minute.requests(),
                minute.inputTokens(),
                minute.outputTokens(),
                ServiceAnswers.millis(minute.timeToFirstToken(), 0.5),
                ServiceAnswers.millis(minute.timeToFirstToken(), 0.95));
    }
}
