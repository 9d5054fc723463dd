package io.gigafleet.nodeagent.rack;

import java.util.List;

/**
 * What a replica is made of. A replica whose plan changes is another replica: it starts anew.
 *
 * @param accelerators slots in the rack, from 0, in rising order
 */
public record ReplicaPlan(
        String id, ServedModel model, ReplicaRole role, List<Integer> accelerators) {

    public ReplicaPlan {
        accelerators = accelerators.stream().sorted().toList();
        if (accelerators.isEmpty()) {
            throw new IllegalArgumentException("replica " + id + " has no accelerators");
        }
        for (int i = 1; i < accelerators.size(); i++) {
            if (accelerators.get(i).equals(accelerators.get(i - 1))) {
                throw new IllegalArgumentException(
                        "replica " + id + " names accelerator " + accelerators.get(i) + " twice");
            }
        }
    }
}
