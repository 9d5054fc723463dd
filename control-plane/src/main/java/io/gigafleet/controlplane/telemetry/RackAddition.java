package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * What one record of a rack says happened since the one before it; never negative. Filled anew for
 * each record.
 */
final class RackAddition {

    private final List<ReplicaAddition> slots = new ArrayList<>();
    private int replicaCount;

    /**
     * The time between the two records by the agent's measure, where it tells; 0 for a rack's first
     * record.
     */
    long coveredMillis;

    /** The time between the broker's appends of the two; 0 for a rack's first record. */
    long apartMillis;

    /** Drawn in between. */
    long energyJoules;

    void clear() {
        replicaCount = 0;
        coveredMillis = 0;
        apartMillis = 0;
        energyJoules = 0;
    }

    /** One more replica's, to be filled. */
    ReplicaAddition next() {
        if (replicaCount == slots.size()) {
            slots.add(new ReplicaAddition());
        }
        return slots.get(replicaCount++);
    }

    int replicaCount() {
        return replicaCount;
    }

    ReplicaAddition replica(int index) {
        return slots.get(index);
    }
}
