package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.LoadTargetEntity;
import io.gigafleet.controlplane.safety.LoadTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the site shall draw at most and when, as operators and the grid say. A new target replaces
 * those whose time it overlaps, so that one at most is in force.
 */
@ApplicationScoped
public class LoadTargets {

    /** Most targets that are not over. */
    public static final int MAX_TARGETS = 200;

    private final Revisions revisions;
    private final AuditLog audit;

    public LoadTargets(Revisions revisions, AuditLog audit) {
        this.revisions = revisions;
        this.audit = audit;
    }

    /** What became of a wish. */
    public enum Taken {
        TAKEN,
        /** A target of that id was taken before; nothing changed. */
        KNOWN,
        /** There are {@link #MAX_TARGETS} already. */
        TOO_MANY
    }

    /** Targets that are neither cleared nor over, in order of their beginning. */
    @Transactional
    public List<LoadTargetEntity> notOver(Instant now) {
        return LoadTargetEntity.list("clearedAt is null and untilAt > ?1 order by fromAt", now);
    }

    /** Names what was set and cleared: another after each change. */
    @Transactional
    public String version() {
        @Nullable LoadTargetEntity newest =
                LoadTargetEntity.<LoadTargetEntity>find("order by revision desc").firstResult();
        return newest == null ? "0" : String.valueOf(newest.revision);
    }

    /** Takes a target, once. */
    @Transactional
    public Taken set(LoadTarget target, String actor, String reason, Instant now) {
        return set(target, actor, reason, now, version -> {});
    }

    /**
     * The same if the version is the one expected.
     *
     * @param precondition is given {@link #version} and throws if it isn't
     */
    @Transactional
    public Taken set(
            LoadTarget target,
            String actor,
            String reason,
            Instant now,
            Consumer<String> precondition) {
        long revision = revisions.forSafetyChange();
        precondition.accept(version());
        if (LoadTargetEntity.findById(target.id()) != null) {
            return Taken.KNOWN;
        }
        Instant from = Instant.ofEpochMilli(target.fromMillis());
        Instant until = Instant.ofEpochMilli(target.untilMillis());
        int left = 0;
        for (LoadTargetEntity other : notOver(now)) {
            if (other.fromAt.isBefore(until) && from.isBefore(other.untilAt)) {
                other.clearedAt = now;
                other.revision = revision;
            } else {
                left++;
            }
        }
        if (left >= MAX_TARGETS) {
            return Taken.TOO_MANY;
        }
        LoadTargetEntity row = new LoadTargetEntity();
        row.id = target.id();
        row.watts = target.watts();
        row.fromAt = from;
        row.untilAt = until;
        row.deadlineAt = Instant.ofEpochMilli(target.deadlineMillis());
        row.actor = actor;
        row.reason = reason;
        row.revision = revision;
        row.persist();
        audit.record(
                actor,
                "load-target-set",
                "site",
                "%d W from %s until %s, to be met by %s: %s"
                        .formatted(
                                target.watts(),
                                from,
                                until,
                                row.deadlineAt,
                                reason.isEmpty() ? "no reason given" : reason),
                revision);
        return Taken.TAKEN;
    }

    /**
     * Clears one target, or all.
     *
     * @param id null: all that are not over
     * @param precondition is given {@link #version} and throws if another was expected
     * @return how many were cleared
     */
    @Transactional
    public int clear(
            @Nullable String id,
            String actor,
            String reason,
            Instant now,
            Consumer<String> precondition) {
        long revision = revisions.forSafetyChange();
        precondition.accept(version());
        int cleared = 0;
        for (LoadTargetEntity target : notOver(now)) {
            if (id == null || id.equals(target.id)) {
                target.clearedAt = now;
                target.revision = revision;
                cleared++;
            }
        }
        if (cleared > 0) {
            audit.record(
                    actor,
                    "load-target-clear",
                    "site",
                    (id == null ? cleared + " targets" : id)
                            + ": "
                            + (reason.isEmpty() ? "no reason given" : reason),
                    revision);
        }
        return cleared;
    }
}
