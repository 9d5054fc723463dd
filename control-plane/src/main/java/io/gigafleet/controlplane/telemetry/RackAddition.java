package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * What one record of a rack says happened since the one before it; never negative. Filled anew for
 * each record.
 */
final class RackAddition {

    private final WireReader in = new WireReader();
    private final List<DecodedReplica> before = new ArrayList<>();
    private final List<ReplicaAddition> slots = new ArrayList<>();
    private int replicaCount;

    /** The time between the two records by the agent's measure, where it tells; 0 for a first. */
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

    /** Compares a record's replicas with those kept, and keeps the record's. */
    void addReplicas(RackTelemetryDecoder newer, KeptReplicas kept, ServiceNames names) {
        int beforeCount = kept.count();
        kept.readInto(in, before);
        boolean isArranged = beforeCount == newer.replicaCount();
        for (int index = 0; index < newer.replicaCount(); index++) {
            DecodedReplica replica = newer.replica(index);
            ReplicaAddition addition = next();
            if (index < beforeCount && before.get(index).hasSameId(replica)) {
                addition.between(before.get(index), replica);
            } else {
                isArranged = false;
                addFromElsewhere(addition, replica, beforeCount);
            }
        }
        kept.keep(newer);
        if (!isArranged) {
            kept.arrangeAnew();
        }
        for (int index = 0; index < replicaCount; index++) {
            slots.get(index).service = kept.service(index, newer.replica(index), names);
        }
        tellRates(kept);
    }

    /** A replica that has moved within the record, or is new and counts from its start. */
    private void addFromElsewhere(
            ReplicaAddition addition, DecodedReplica replica, int beforeCount) {
        for (int index = 0; index < beforeCount; index++) {
            if (before.get(index).hasSameId(replica)) {
                addition.between(before.get(index), replica);
                return;
            }
        }
        addition.sinceStart(replica);
    }

    private void tellRates(KeptReplicas kept) {
        if (coveredMillis < RackTrack.MIN_RATE_MILLIS) {
            return;
        }
        for (int index = 0; index < replicaCount; index++) {
            kept.rateIs(index, slots.get(index));
        }
        kept.ratesCover(coveredMillis);
    }

    private ReplicaAddition next() {
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
