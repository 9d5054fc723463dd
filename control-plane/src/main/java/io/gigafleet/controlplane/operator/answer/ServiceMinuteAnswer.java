package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.telemetry.ServiceRollup;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One minute of one service. */
@Schema(name = "ServiceMinute", description = "One minute of one service, by the broker's clock")
public record ServiceMinuteAnswer(
        @Schema(description = "Its first second") Instant minute,
        @Schema(description = "Replica readings in it") int samples,
        @Schema(description = "Completed") long requests,
        @Schema(description = "Turned away because a queue was full") long requestsRejected,
        long inputTokens,
        long outputTokens,
        @Schema(description = "Null where nothing was served", nullable = true)
                @Nullable Double ttftP50Millis,
        @Schema(description = "Null where nothing was served", nullable = true)
                @Nullable Double ttftP95Millis,
        @Schema(description = "Null where nothing was served", nullable = true)
                @Nullable Double tpotP95Millis) {

    public static ServiceMinuteAnswer of(ServiceRollup minute) {
        return new ServiceMinuteAnswer(
                Instant.ofEpochSecond(minute.startEpochSeconds()),
                minute.samples(),
                minute.requests(),
                minute.rejectedRequests(),
                minute.inputTokens(),
                minute.outputTokens(),
                ServiceAnswers.millis(minute.timeToFirstToken(), 0.5),
                ServiceAnswers.millis(minute.timeToFirstToken(), 0.95),
                ServiceAnswers.millis(minute.timePerOutputToken(), 0.95));
    }
}
