package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.safety.Suspension;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** A rack of the hall: its physics, what runs on it, and whether it has power. */
final class HallRack {

    private final HallPhysics physics;
    private final List<RunningReplica> replicas = new ArrayList<>();
    private Suspension suspension = Suspension.NONE;
    private boolean powered = true;
    private int restoredAtSecond;
    private final BitSet occupied = new BitSet();
    private double minuteMaxWatts;
    private boolean minuteThrottled;

    HallRack(Sku.Spec sku, long seed) {
        physics = new HallPhysics(sku, seed);
    }

    HallPhysics physics() {
        return physics;
    }

    List<RunningReplica> replicas() {
        return Collections.unmodifiableList(replicas);
    }

    boolean isPowered() {
        return powered;
    }

    int restoredAtSecond() {
        return restoredAtSecond;
    }

    /**
     * Puts a replica on its accelerators.
     *
     * @throws IllegalStateException if another has one of them
     */
    void put(RunningReplica replica) {
        for (int slot : replica.slots()) {
            if (occupied.get(slot)) {
                throw new IllegalStateException(
                        "replica %s gets accelerator %d, which another has"
                                .formatted(replica.id(), slot));
            }
            occupied.set(slot);
        }
        replicas.add(replica);
    }

    void remove(RunningReplica replica) {
        replicas.remove(replica);
        for (int slot : replica.slots()) {
            occupied.clear(slot);
        }
        physics.use(replica.slots(), 0, false);
    }

    /**
     * Cuts the power until somebody gives it back.
     *
     * @return requests that are lost, by replica
     */
    List<Loss> cut(int restoreSecond) {
        restoredAtSecond = Math.max(restoredAtSecond, restoreSecond);
        if (!powered) {
            return List.of();
        }
        powered = false;
        physics.energize(false);
        return drop(false);
    }

    /** Requests that were lost with a replica. */
    record Loss(ServedService service, double requests) {}

    void restore() {
        powered = true;
        physics.energize(true);
    }

    /** Holds replicas without work; what they have is lost. */
    List<Loss> suspend(Suspension wanted) {
        if (wanted == suspension) {
            return List.of();
        }
        suspension = wanted;
        return drop(true);
    }

    private List<Loss> drop(boolean keepsWeights) {
        List<Loss> losses = new ArrayList<>();
        for (RunningReplica replica : replicas) {
            if (!keepsWeights || isHeld(replica)) {
                losses.add(new Loss(replica.service(), replica.drop(keepsWeights)));
                physics.use(replica.slots(), 0, false);
            }
        }
        return losses;
    }

    /** Whether the guard keeps a replica from working. */
    boolean isHeld(RunningReplica replica) {
        return switch (suspension) {
            case NONE -> false;
            case PREEMPTIBLE -> replica.service().isPreemptible();
            case ALL -> true;
        };
    }

    /** Accelerators the guard keeps from working. */
    int heldAccelerators() {
        int held = 0;
        if (powered && suspension != Suspension.NONE) {
            for (RunningReplica replica : replicas) {
                held += isHeld(replica) ? replica.slots().length : 0;
            }
        }
        return held;
    }

    /** Accelerators that replicas have. */
    int placedAccelerators() {
        return occupied.cardinality();
    }

    void noteSecond() {
        minuteMaxWatts = Math.max(minuteMaxWatts, physics.rackWatts());
        minuteThrottled |=
                physics.throttledForPower() > 0
                        || physics.throttledForHeat() > 0
                        || suspension != Suspension.NONE
                        || !powered;
    }

    double minuteMaxWatts() {
        return minuteMaxWatts;
    }

    /** Whether it was kept from anything in this minute, so that its draw proves nothing. */
    boolean isMinuteThrottled() {
        return minuteThrottled;
    }

    void beginMinute() {
        minuteMaxWatts = 0;
        minuteThrottled = false;
    }
}
