package io.gigafleet.controlplane.fleet;

import java.util.List;

/**
 * One part of a running copy of a service, and where it runs. Most replicas have one part; a gang
 * of whole racks, or a prefill and decode pool, has several, which come and go together.
 *
 * @param slot which of the service's wanted copies it is, from 0
 * @param part which part of that copy, from 0
 * @param accelerators slots in the rack, ascending
 * @param routed whether it takes the slot's share of the traffic
 * @param leaving whether it is to go as soon as another holder of its slot serves
 * @param plannedWatts watts committed for it above its rack's idle power
 * @param cause why it is in this state, for people
 */
public record Replica(
        String id,
        String service,
        int slot,
        int part,
        String rack,
        List<Integer> accelerators,
        ReplicaState state,
        boolean routed,
        boolean leaving,
        long plannedWatts,
        String cause) {

    public Replica {
        accelerators = AcceleratorSet.of(accelerators);
        if (accelerators.isEmpty()) {
            throw new IllegalArgumentException("replica " + id + " has no accelerators");
        }
        if (part < 0) {
            throw new IllegalArgumentException("replica " + id + " is part " + part);
        }
        if (routed && state != ReplicaState.SERVING && state != ReplicaState.LOADING) {
            throw new IllegalArgumentException("replica " + id + " is routed while " + state);
        }
    }

    /** A replica of one part that stays. */
    public Replica(
            String id,
            String service,
            int slot,
            String rack,
            List<Integer> accelerators,
            ReplicaState state,
            boolean routed,
            long plannedWatts,
            String cause) {
        this(id, service, slot, 0, rack, accelerators, state, routed, false, plannedWatts, cause);
    }

    /** Its accelerators as a set. */
    public AcceleratorSet acceleratorSet() {
        return AcceleratorSet.of(accelerators);
    }

    /**
     * The name that all parts of one copy share: the id of its part 0, to which the others append
     * {@code p} and their number.
     */
    public String copy() {
        String suffix = "p" + part;
        return part > 0 && id.endsWith(suffix)
                ? id.substring(0, id.length() - suffix.length())
                : id;
    }

    /** The id of a part of a copy. */
    public static String idOf(String copy, int part) {
        return part == 0 ? copy : copy + "p" + part;
    }

    /** The same replica in another state; one that can't take traffic is no longer routed. */
    public Replica in(ReplicaState next, String why) {
        boolean canRoute = next == ReplicaState.SERVING || next == ReplicaState.LOADING;
        return new Replica(
                id,
                service,
                slot,
                part,
                rack,
                accelerators,
                next,
                routed && canRoute,
                leaving,
                plannedWatts,
                why);
    }

    public Replica withRouting(boolean next) {
        return new Replica(
                id,
                service,
                slot,
                part,
                rack,
                accelerators,
                state,
                next,
                leaving,
                plannedWatts,
                cause);
    }

    /** The same replica, to go as soon as another holder of its slot serves. */
    public Replica toLeave(String why) {
        return new Replica(
                id,
                service,
                slot,
                part,
                rack,
                accelerators,
                state,
                routed,
                true,
                plannedWatts,
                why);
    }

    /** The same replica, no longer to leave. */
    public Replica toStay(String why) {
        return new Replica(
                id,
                service,
                slot,
                part,
                rack,
                accelerators,
                state,
                routed,
                false,
                plannedWatts,
                why);
    }
}
