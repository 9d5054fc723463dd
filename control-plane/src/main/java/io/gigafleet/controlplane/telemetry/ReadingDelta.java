package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * What one rack did between two readings; never negative.
 *
 * @param coveredMillis the time between them
 * @param energyJoules drawn
 * @param replicas those of the later reading, in its order
 */
public record ReadingDelta(long coveredMillis, long energyJoules, List<ReplicaDelta> replicas) {

    /** Nothing is known to have been done: there was one reading only. */
    static final ReadingDelta NONE = new ReadingDelta(0, 0, List.of());

    public ReadingDelta {
        replicas = List.copyOf(replicas);
    }

    /**
     * The difference of two readings of one rack. A replica that is new in the later one counts
     * from its start; a counter that went back was started again and counts from zero.
     */
    static ReadingDelta between(RackReading earlier, RackReading latest) {
        long energyJoules = latest.power().energyJoules() - earlier.power().energyJoules();
        return new ReadingDelta(
                coveredMillis(earlier, latest),
                energyJoules < 0 ? latest.power().energyJoules() : energyJoules,
                replicas(earlier.replicas(), latest.replicas()));
    }

    /**
     * Consecutive records of one start lie one interval apart by the agent's measure, which is
     * finer than the broker's append times; otherwise the append times count.
     */
    private static long coveredMillis(RackReading earlier, RackReading latest) {
        boolean consecutive =
                latest.stamp().bootId() == earlier.stamp().bootId()
                        && latest.stamp().sequence() == earlier.stamp().sequence() + 1;
        return consecutive && latest.intervalMillis() > 0
                ? latest.intervalMillis()
                : Math.max(0, latest.appendedAtMillis() - earlier.appendedAtMillis());
    }

    private static List<ReplicaDelta> replicas(
            List<ReplicaReading> earlier, List<ReplicaReading> latest) {
        if (latest.isEmpty()) {
            return List.of();
        }
        List<ReplicaDelta> deltas = new ArrayList<>(latest.size());
        for (int index = 0; index < latest.size(); index++) {
            ReplicaReading replica = latest.get(index);
            int before = indexOf(earlier, replica.replicaId(), index);
            deltas.add(
                    before < 0
                            ? ReplicaDelta.sinceStart(replica)
                            : ReplicaDelta.between(earlier.get(before), replica));
        }
        return deltas;
    }

    /**
     * The index of a replica, most often the same as in the other reading; -1 if it isn't there.
     */
    private static int indexOf(List<ReplicaReading> replicas, String replicaId, int likely) {
        if (likely < replicas.size() && replicas.get(likely).replicaId().equals(replicaId)) {
            return likely;
        }
        for (int index = 0; index < replicas.size(); index++) {
            if (replicas.get(index).replicaId().equals(replicaId)) {
                return index;
            }
        }
        return -1;
    }

    /** Output tokens of all replicas. */
    public long outputTokens() {
        return replicas.stream().mapToLong(ReplicaDelta::outputTokens).sum();
    }

    /** Input tokens of all replicas. */
    public long inputTokens() {
        return replicas.stream().mapToLong(ReplicaDelta::inputTokens).sum();
    }

    /** Completed requests of all replicas. */
    public long requests() {
        return replicas.stream().mapToLong(ReplicaDelta::requests).sum();
    }

    /** An amount of this delta as a rate; 0 if it covers no time. */
    public double perSecond(long amount) {
        return coveredMillis == 0 ? 0 : amount * 1000.0 / coveredMillis;
    }
}
