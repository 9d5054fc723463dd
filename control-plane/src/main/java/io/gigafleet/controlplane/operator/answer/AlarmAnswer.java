package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.entity.AlarmEntity;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something a person should know of, or should have. */
@Schema(name = "Alarm", description = "Something a person should know of, as long as it stands")
public record AlarmAnswer(
        @Schema(description = "Its kind and subject", examples = "power-band domain/h1-r1")
                String key,
        @Schema(enumeration = {"notice", "warning", "critical"}) String severity,
        @Schema(examples = "domain/h1-r1") String subject,
        @Schema(description = "What is seen, with numbers, and what to do") String text,
        @Schema(description = "Whether it stands now") boolean standing,
        @Schema(description = "When it was last raised") Instant since,
        @Schema(description = "When its text was last written") Instant last,
        @Schema(description = "How often it was raised") long count,
        @Schema(nullable = true) @Nullable Instant clearedAt,
        @Schema(description = "Who has seen to it; null: nobody", nullable = true)
                @Nullable String acknowledgedBy,
        @Schema(nullable = true) @Nullable Instant acknowledgedAt,
        @Schema(description = "Nobody is told of it until then", nullable = true)
                @Nullable Instant silencedUntil,
        @Schema(
                        description = "Who silenced it, or the maintenance window it lies in",
                        nullable = true)
                @Nullable String silencedBy) {

    /**
     * An alarm.
     *
     * @param window id of the maintenance window it lies in
     */
    public static AlarmAnswer of(AlarmEntity row, Optional<String> window, Instant now) {
        boolean isSilenced = row.silencedUntil != null && row.silencedUntil.isAfter(now);
        return new AlarmAnswer(
                row.key,
                row.severity.name().toLowerCase(Locale.ROOT),
                row.subject,
                row.text,
                row.clearedAt == null,
                row.since,
                row.lastAt,
                row.count,
                row.clearedAt,
                row.acknowledgedBy,
                row.acknowledgedAt,
                isSilenced ? row.silencedUntil : null,
                isSilenced ? row.silencedBy : window.orElse(null));
    }
}
