package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The guard's acts on their way into the audit log. While the database is away they wait; of more
 * than {@link #MOST_WAITING} the newest are dropped, since the first say how it began. That is
 * counted, and alarmed until all that waited is recorded.
 */
public final class GuardActs {

    /** Acts that wait at most; some minutes of a bad day. */
    public static final int MOST_WAITING = 20_000;

    private final ArrayDeque<SeenAct> waiting = new ArrayDeque<>();
    private long dropped;
    private Gap gap = Gap.NONE;

    /** Acts that were dropped since nothing waited last. */
    private record Gap(long acts, long fromMillis, long toMillis) {

        static final Gap NONE = new Gap(0, 0, 0);

        Gap wider(long nowMillis) {
            return new Gap(acts + 1, acts == 0 ? nowMillis : fromMillis, nowMillis);
        }
    }

    synchronized void add(List<GuardAct> acts, long nowMillis) {
        for (GuardAct act : acts) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(new SeenAct(act, nowMillis));
            } else {
                dropped++;
                gap = gap.wider(nowMillis);
            }
        }
    }

    /** The oldest, which stay until they are {@link #recorded}. */
    public synchronized List<SeenAct> oldest(int limit) {
        return waiting.stream().limit(limit).toList();
    }

    /** Forgets the oldest: they are in the ledger. */
    public synchronized void recorded(int count) {
        for (int act = 0; act < count; act++) {
            waiting.remove();
        }
        if (waiting.isEmpty()) {
            gap = Gap.NONE;
        }
    }

    /** That the audit log will have a gap; empty: it has none that was not told. */
    synchronized Optional<GuardAlarm> alarm() {
        return gap.acts() == 0
                ? Optional.empty()
                : Optional.of(
                        new GuardAlarm(
                                "audit-gap site",
                                GuardAlarm.Severity.CRITICAL,
                                "site",
                                "the guard acts, but %d of its acts from %s to %s are not in the audit log: the database was away too long for more than %d to wait"
                                        .formatted(
                                                gap.acts(),
                                                Instant.ofEpochMilli(gap.fromMillis()),
                                                Instant.ofEpochMilli(gap.toMillis()),
                                                MOST_WAITING)));
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Acts that found no room, ever. */
    public synchronized long dropped() {
        return dropped;
    }
}
