package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.entity.AuditEntity;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the guard did or proposed. */
@Schema(name = "SafetyAct", description = "What the safety guard did or proposed")
public record SafetyActAnswer(
        long id,
        Instant at,
        @Schema(examples = "cap") String action,
        @Schema(examples = "domain/h1-r1") String subject,
        @Schema(description = "The automation, what it saw and what it decided") String detail,
        @Schema(description = "False: it was only proposed, since its mode is suggest")
                boolean done) {

    private static final String SUGGESTED = "suggest-";

    /** The act an audit entry tells of. */
    public static SafetyActAnswer of(AuditEntity row) {
        boolean isDone = !row.action.startsWith(SUGGESTED);
        return new SafetyActAnswer(
                row.id,
                row.at,
                isDone ? row.action : row.action.substring(SUGGESTED.length()),
                row.subject,
                row.detail,
                isDone);
    }
}
