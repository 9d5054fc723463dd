package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.safety.GuardAct;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The guard's acts on their way into the audit log. While the database is away they wait; of more
 * than {@link #MOST_WAITING} the newest are dropped and counted, since the first say how it began.
 */
public final class GuardActs {

    /** Acts that wait at most; some minutes of a bad day. */
    public static final int MOST_WAITING = 20_000;

    private final ArrayDeque<SeenAct> waiting = new ArrayDeque<>();
    private long dropped;

    synchronized void add(List<GuardAct> acts, long nowMillis) {
        for (GuardAct act : acts) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(new SeenAct(act, nowMillis));
            } else {
                dropped++;
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
