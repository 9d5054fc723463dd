package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.SuggestionEntity;
import io.gigafleet.controlplane.safety.Approval;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the guard would do, as operators see and approve it. */
@ApplicationScoped
public class Suggestions {

    private final Revisions revisions;
    private final AuditLog audit;

    public Suggestions(Revisions revisions, AuditLog audit) {
        this.revisions = revisions;
        this.audit = audit;
    }

    /** Those that stand, the newest first. */
    @Transactional
    public List<SuggestionEntity> standing() {
        return SuggestionEntity.list("overAt is null order by since desc, id");
    }

    /**
     * Lets the guard do it, for {@link Approval#LIMIT_MILLIS} at most. One that is over, or is
     * approved already, stays as it is.
     *
     * @return as it stands then; empty if there is no such suggestion
     */
    @Transactional
    public Optional<SuggestionEntity> approve(String id, String actor, String reason, Instant now) {
        long revision = revisions.forSafetyChange();
        @Nullable SuggestionEntity row = SuggestionEntity.findById(id);
        if (row == null) {
            return Optional.empty();
        }
        boolean isApproved = row.approvedUntil != null && row.approvedUntil.isAfter(now);
        if (row.overAt != null || isApproved) {
            return Optional.of(row);
        }
        Instant until = now.plusMillis(Approval.LIMIT_MILLIS);
        row.approvedBy = actor;
        row.approvedAt = now;
        row.approvedUntil = until;
        row.approvalReason = reason;
        row.revision = revision;
        audit.record(
                actor,
                "approve",
                row.subject,
                "%s, %s: %s, %s; until it is calm, at most until %s: %s"
                        .formatted(
                                id,
                                row.automation.word(),
                                row.action,
                                row.numbers,
                                until,
                                reason.isEmpty() ? "no reason given" : reason),
                revision);
        return Optional.of(row);
    }
}
