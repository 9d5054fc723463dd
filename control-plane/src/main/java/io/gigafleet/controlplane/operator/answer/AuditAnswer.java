package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.entity.AuditEntity;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One entry of the audit log. */
@Schema(name = "AuditEntry", description = "Who did what to what, and why")
public record AuditAnswer(
        long id,
        Instant at,
        @Schema(description = "A token's name, or the decider", examples = "local-admin")
                String actor,
        @Schema(examples = "cordon") String action,
        @Schema(examples = "rack/r1") String subject,
        @Schema(description = "The reason, with the numbers the actor saw") String detail,
        @Schema(description = "The ledger's revision that holds the change") long revision) {

    public static AuditAnswer of(AuditEntity row) {
        return new AuditAnswer(
                row.id, row.at, row.actor, row.action, row.subject, row.detail, row.revision);
    }
}
