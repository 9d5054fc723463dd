package io.gigafleet.controlplane.telemetry;

import java.util.List;

/**
 * What one rack did between two readings; never negative.
 *
 * @param coveredMillis the time between them
 * @param replicas those of the later reading, in its order
 */
public record ReadingDelta(long coveredMillis, List<ReplicaDelta> replicas) {

    /** Nothing is known to have been done: there was one reading only. */
    static final ReadingDelta NONE = new ReadingDelta(0, List.of());

    private static final double MILLIS_PER_SECOND = 1_000;

    public ReadingDelta {
        replicas = List.copyOf(replicas);
    }

    /** Output tokens of all replicas. */
    public long outputTokens() {
        return replicas.stream().mapToLong(ReplicaDelta::outputTokens).sum();
    }

    /** Completed requests of all replicas. */
    public long requests() {
        return replicas.stream().mapToLong(ReplicaDelta::requests).sum();
    }

    /** An amount of this delta as a rate; 0 if it covers no time. */
    public double perSecond(long amount) {
        return perSecond(amount, coveredMillis);
    }

    static double perSecond(long amount, long coveredMillis) {
        return coveredMillis == 0 ? 0 : amount * MILLIS_PER_SECOND / coveredMillis;
    }
}
