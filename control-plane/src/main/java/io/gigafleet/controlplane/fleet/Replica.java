package io.gigafleet.controlplane.fleet;

import java.util.List;

/**
 * One running copy of a service, and where it runs.
 *
 * @param slot which of the service's wanted copies it is, from 0
 * @param accelerators slots in the rack
 * @param routed whether it takes the slot's share of the traffic
 * @param plannedWatts watts committed for it above its rack's idle power
 * @param cause why it is in this state, for people
 */
public record Replica(
        String id,
        String service,
        int slot,
        String rack,
        List<Integer> accelerators,
        ReplicaState state,
        boolean routed,
        long plannedWatts,
        String cause) {

    public Replica {
        accelerators = List.copyOf(accelerators);
        if (accelerators.isEmpty()) {
            throw new IllegalArgumentException("replica " + id + " has no accelerators");
        }
        if (routed && state != ReplicaState.SERVING && state != ReplicaState.LOADING) {
            throw new IllegalArgumentException("replica " + id + " is routed while " + state);
        }
    }

    /** The same replica in another state; one that can't take traffic is no longer routed. */
    public Replica in(ReplicaState next, String why) {
        boolean canRoute = next == ReplicaState.SERVING || next == ReplicaState.LOADING;
        return new Replica(
                id, service, slot, rack, accelerators, next, routed && canRoute, plannedWatts, why);
    }

    public Replica withRouting(boolean next) {
        return new Replica(id, service, slot, rack, accelerators, state, next, plannedWatts, cause);
    }
}
