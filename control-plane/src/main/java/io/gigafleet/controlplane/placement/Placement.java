package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import java.util.List;

/**
 * A place for one part of a replica.
 *
 * @param part which part of the demand, from 0
 * @param rack index of the rack in the topology
 * @param accelerators slots in the rack, ascending
 * @param plannedWatts watts it commits above the rack's idle power
 */
public record Placement(
        Demand demand, int part, int rack, List<Integer> accelerators, long plannedWatts) {

    public Placement {
        accelerators = AcceleratorSet.of(accelerators);
    }

    /** Its accelerators as a set. */
    public AcceleratorSet acceleratorSet() {
        return AcceleratorSet.of(accelerators);
    }
}
