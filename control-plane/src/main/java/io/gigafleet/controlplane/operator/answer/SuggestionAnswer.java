package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.entity.SuggestionEntity;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the guard would do if its mode let it. */
@Schema(name = "SafetySuggestion", description = "What the safety guard would do if it might")
public record SuggestionAnswer(
        @Schema(description = "Of this time that it stands", examples = "s7-3") String id,
        @Schema(description = "power, heat, leak, health or load-target") String automation,
        @Schema(examples = "cap") String action,
        @Schema(examples = "domain/h1-r1") String subject,
        @Schema(description = "What it saw when it began to propose it") String numbers,
        Instant since,
        @Schema(
                        description =
                                "Whose word the guard acts on; null: nobody's, it only says so",
                        nullable = true)
                @Nullable String approvedBy,
        @Schema(nullable = true) @Nullable Instant approvedAt,
        @Schema(
                        description = "The guard acts until it is calm again, at most until then",
                        nullable = true)
                @Nullable Instant approvedUntil) {

    /** The suggestion of a row; an approval that has run out is none. */
    public static SuggestionAnswer of(SuggestionEntity row, Instant now) {
        boolean isApproved = row.approvedUntil != null && row.approvedUntil.isAfter(now);
        return new SuggestionAnswer(
                row.id,
                row.automation.word(),
                row.action,
                row.subject,
                row.numbers,
                row.since,
                isApproved ? row.approvedBy : null,
                isApproved ? row.approvedAt : null,
                isApproved ? row.approvedUntil : null);
    }
}
