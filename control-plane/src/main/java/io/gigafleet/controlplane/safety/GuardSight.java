package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.Topology;
import java.util.List;

/**
 * Everything one look of the guard sees.
 *
 * @param topology with the budgets and capacities operators declared
 * @param loadTargets that are not over, in order of their beginning
 */
public record GuardSight(
        Topology topology,
        RackSights racks,
        PlantSights plant,
        List<LoadTarget> loadTargets,
        Modes modes,
        long nowMillis) {

    public GuardSight {
        loadTargets = List.copyOf(loadTargets);
    }
}
