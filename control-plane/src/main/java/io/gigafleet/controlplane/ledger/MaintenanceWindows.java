package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.MaintenanceWindowEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When people work on rows and loops. */
@ApplicationScoped
public class MaintenanceWindows {

    /** Most windows that are not over. */
    public static final int MAX_WINDOWS = 1_000;

    private final Revisions revisions;
    private final AuditLog audit;

    public MaintenanceWindows(Revisions revisions, AuditLog audit) {
        this.revisions = revisions;
        this.audit = audit;
    }

    /** Windows that are not over, in order of their beginning. */
    @Transactional
    public List<MaintenanceWindowEntity> notOver(Instant now) {
        return MaintenanceWindowEntity.list("untilAt > ?1 order by fromAt, id", now);
    }

    /** Opens a window; empty if there are {@link #MAX_WINDOWS} already. */
    @Transactional
    public Optional<MaintenanceWindowEntity> add(
            String scope, Instant from, Instant until, String actor, String reason) {
        long revision = revisions.forSafetyChange();
        if (MaintenanceWindowEntity.count("untilAt > ?1", Instant.now()) >= MAX_WINDOWS) {
            return Optional.empty();
        }
        MaintenanceWindowEntity row = new MaintenanceWindowEntity();
        row.id = "mw-" + revision;
        row.scope = scope;
        row.fromAt = from;
        row.untilAt = until;
        row.actor = actor;
        row.reason = reason;
        row.revision = revision;
        row.persist();
        audit.record(
                actor,
                "maintenance-window",
                scope,
                "%s from %s until %s: %s".formatted(row.id, from, until, why(reason)),
                revision);
        return Optional.of(row);
    }

    /** Ends a window before its time, or takes it back; false if there is none of that id. */
    @Transactional
    public boolean delete(String id, String actor, String reason) {
        long revision = revisions.forSafetyChange();
        @Nullable MaintenanceWindowEntity row = MaintenanceWindowEntity.findById(id);
        if (row == null) {
            return false;
        }
        row.delete();
        audit.record(actor, "maintenance-window-end", row.scope, id + ": " + why(reason), revision);
        return true;
    }

    private static String why(String reason) {
        return reason.isEmpty() ? "no reason given" : reason;
    }
}
