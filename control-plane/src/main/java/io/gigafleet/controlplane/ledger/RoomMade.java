package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.placement.Preemption;
import java.util.List;
import java.util.Optional;

/**
 * Room that is made for slots that wait.
 *
 * @param preempted replicas given up just now
 * @param promised all room promised from now on, or empty if that list did not change
 */
public record RoomMade(List<Preempted> preempted, Optional<List<Promised>> promised) {

    /** No room is made, and none was. */
    public static final RoomMade NONE = new RoomMade(List.of(), Optional.empty());

    public RoomMade {
        preempted = List.copyOf(preempted);
        promised = promised.map(List::copyOf);
    }

    public boolean isEmpty() {
        return preempted.isEmpty() && promised.isEmpty();
    }

    /**
     * A replica that was given up.
     *
     * @param service for whom
     * @param slot of that service
     * @param stopAtMillis when it is stopped, finished or not
     */
    public record Preempted(
            String replica, String service, int slot, Preemption.Cause cause, long stopAtMillis) {}

    /**
     * Room that is being made on a rack for a slot.
     *
     * @param untilMillis when the promise ends, kept or not
     */
    public record Promised(
            String service, int slot, String rack, AcceleratorSet accelerators, long untilMillis) {}
}
