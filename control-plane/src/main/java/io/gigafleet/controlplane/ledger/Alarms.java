package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.AlarmEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alarms as operators see them, and what they say of one. */
@ApplicationScoped
public class Alarms {

    private final Revisions revisions;
    private final AuditLog audit;

    public Alarms(Revisions revisions, AuditLog audit) {
        this.revisions = revisions;
        this.audit = audit;
    }

    /** Alarms, those that stand first, the newest first among them. */
    @Transactional
    public List<AlarmEntity> list(boolean onlyStanding, int limit) {
        return AlarmEntity.<AlarmEntity>find(
                        (onlyStanding ? "clearedAt is null " : "")
                                + "order by case when clearedAt is null then 0 else 1 end,"
                                + " since desc, key")
                .page(0, limit)
                .list();
    }

    /** Somebody has seen to it; empty if there is no such alarm. */
    @Transactional
    public Optional<AlarmEntity> acknowledge(String key, String actor, String reason) {
        long revision = revisions.forOtherChange();
        @Nullable AlarmEntity alarm = AlarmEntity.findById(key);
        if (alarm == null) {
            return Optional.empty();
        }
        alarm.acknowledgedBy = actor;
        alarm.acknowledgedAt = Instant.now();
        alarm.revision = revision;
        audit.record(actor, "acknowledge", alarm.subject, key + ": " + why(reason), revision);
        return Optional.of(alarm);
    }

    /** Nobody is told of it until then; empty if there is no such alarm. */
    @Transactional
    public Optional<AlarmEntity> silence(String key, Instant until, String actor, String reason) {
        long revision = revisions.forSafetyChange();
        @Nullable AlarmEntity alarm = AlarmEntity.findById(key);
        if (alarm == null) {
            return Optional.empty();
        }
        alarm.silencedBy = actor;
        alarm.silencedUntil = until;
        alarm.revision = revision;
        audit.record(
                actor,
                "silence",
                alarm.subject,
                "%s until %s: %s".formatted(key, until, why(reason)),
                revision);
        return Optional.of(alarm);
    }

    private static String why(String reason) {
        return reason.isEmpty() ? "no reason given" : reason;
    }
}
