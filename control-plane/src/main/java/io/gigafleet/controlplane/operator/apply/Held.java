package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.fleet.Replica;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What live replicas hold of each rack. */
final class Held {

    private final Map<String, Integer> replicasByRack = new HashMap<>();
    private final Map<String, Integer> highestSlotByRack = new HashMap<>();

    Held(Collection<Replica> replicas) {
        for (Replica replica : replicas) {
            replicasByRack.merge(replica.rack(), 1, Integer::sum);
            for (int slot : replica.accelerators()) {
                highestSlotByRack.merge(replica.rack(), slot, Math::max);
            }
        }
    }

    int replicas(String rack) {
        return replicasByRack.getOrDefault(rack, 0);
    }

    /** Accelerators a rack must have at least to keep what runs on it. */
    int acceleratorsNeeded(String rack) {
        return highestSlotByRack.getOrDefault(rack, -1) + 1;
    }
}
