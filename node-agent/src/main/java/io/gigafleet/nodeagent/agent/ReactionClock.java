package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.LatencyBuckets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures reactions: from the step in which a rack's draw jumped to the moment a cap below that
 * draw is enforced. The simulation thread writes, the admin port reads.
 *
 * <p>Both moments are of this host's clock that never jumps, so a reaction is measured without
 * trusting any other host's.
 */
public final class ReactionClock {

    /** Reactions kept; the oldest goes first. */
    static final int KEPT = 4_096;

    /** A jump that no cap followed within this time is forgotten. */
    static final long WAIT_NANOS = 30_000_000_000L;

    /**
     * One reaction.
     *
     * @param number counts up from 1
     * @param jumpedAtEpochMillis when the draw jumped
     * @param micros from the jump to the enforced cap
     * @param beforeWatts draw before the jump
     * @param jumpedToWatts draw after it
     * @param capWatts the cap that ended it
     */
    public record Reaction(
            long number,
            String rackId,
            long jumpedAtEpochMillis,
            long micros,
            long beforeWatts,
            long jumpedToWatts,
            long capWatts) {}

    private record Jump(long nanos, long epochMillis, double beforeWatts, double watts) {}

    private final AgentClock clock;
    private final Map<String, Jump> waiting = new HashMap<>();
    private final ArrayDeque<Reaction> kept = new ArrayDeque<>();
    private final long[] latencies = new long[LatencyBuckets.COUNT];
    private long jumps;
    private long reactions;

    ReactionClock(AgentClock clock) {
        this.clock = clock;
    }

    /** A rack's draw has just jumped. The first of several jumps in a row counts. */
    synchronized void jumped(String rackId, double beforeWatts, double watts) {
        long now = clock.monotonicNanos();
        jumps++;
        Jump jump = new Jump(now, clock.epochMillis(), beforeWatts, watts);
        waiting.merge(
                rackId, jump, (first, next) -> now - first.nanos() < WAIT_NANOS ? first : next);
    }

    /** A rack's draw was just cut by a cap. */
    synchronized void capped(String rackId, double capWatts) {
        Jump jump = waiting.get(rackId);
        if (jump == null || capWatts >= jump.watts()) {
            return;
        }
        waiting.remove(rackId);
        long nanos = clock.monotonicNanos() - jump.nanos();
        if (nanos >= WAIT_NANOS) {
            return;
        }
        reactions++;
        latencies[LatencyBuckets.bucketOf(nanos / 1e6)]++;
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(
                new Reaction(
                        reactions,
                        rackId,
                        jump.epochMillis(),
                        nanos / 1_000,
                        Math.round(jump.beforeWatts()),
                        Math.round(jump.watts()),
                        Math.round(capWatts)));
    }

    /** The last ones, oldest first. */
    public synchronized List<Reaction> kept() {
        return List.copyOf(kept);
    }

    /** Jumps seen since the start. */
    public synchronized long jumps() {
        return jumps;
    }

    /** Reactions seen since the start. */
    public synchronized long reactions() {
        return reactions;
    }

    /** Counts in the buckets of {@link LatencyBuckets}. */
    public synchronized long[] latencies() {
        return latencies.clone();
    }
}
