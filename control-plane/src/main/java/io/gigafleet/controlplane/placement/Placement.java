package io.gigafleet.controlplane.placement;

import java.util.List;

/**
 * A place for one replica.
 *
 * @param rack index of the rack in the topology
 * @param accelerators slots in the rack, ascending
 * @param plannedWatts watts it commits above the rack's idle power
 */
public record Placement(Demand demand, int rack, List<Integer> accelerators, long plannedWatts) {

    public Placement {
        accelerators = List.copyOf(accelerators);
        if (accelerators.size() != demand.accelerators()) {
            throw new IllegalArgumentException(
                    "%s slot %d wants %d accelerators and got %s"
                            .formatted(
                                    demand.service().name(),
                                    demand.slot(),
                                    demand.accelerators(),
                                    accelerators));
        }
    }
}
