package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;
import java.util.List;

/**
 * Replicas that give up their place for a demand which then fits. Each drains within its service's
 * grace period; its slot is wanted again at once.
 *
 * @param beneficiary who gets the room
 * @param rack where, as an index of the topology; the first of them for a demand of several parts
 * @param victims all parts of every replica that goes
 * @param cause by what right
 */
public record Preemption(Demand beneficiary, int rack, List<Replica> victims, Cause cause) {

    public Preemption {
        victims = List.copyOf(victims);
        if (victims.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s slot %d preempts nobody"
                            .formatted(beneficiary.service().name(), beneficiary.slot()));
        }
    }

    /** By what right a replica is given up. */
    public enum Cause {
        /** A lower {@code accelerators * 2^priority} goes for a higher one. */
        PRIORITY,
        /** A tenant above its quota gives back what it borrowed. */
        RECLAIM
    }
}
