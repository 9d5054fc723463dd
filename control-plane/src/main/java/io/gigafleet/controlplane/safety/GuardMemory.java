package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.Topology;

/**
 * What the guard carries from one look to the next. Immutable; a new leader begins with {@link
 * #none}.
 *
 * @param topology the arrays belong to
 * @param capWatts in force after the last look, by rack
 */
public record GuardMemory(Topology topology, long[] capWatts) {

    /** Nothing was decided yet. */
    public static GuardMemory none() {
        return new GuardMemory(Topology.EMPTY, new long[0]);
    }
}
