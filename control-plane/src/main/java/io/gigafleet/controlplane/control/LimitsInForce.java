package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Specs;
import java.util.Map;

/**
 * The specs with the budgets and heat capacities the guard has in force: what decisions may commit
 * to now. What racks fall to by themselves goes by the declared ones.
 */
final class LimitsInForce {

    private Topology declared = Topology.EMPTY;
    private Topology inForce = Topology.EMPTY;
    private Map<String, Long> budgetWatts = Map.of();
    private Map<String, Long> heatCapacityWatts = Map.of();

    /** The same object while nothing changes, so that what was worked out of it stays valid. */
    Specs of(Specs specs, GuardStanding guard) {
        if (specs.topology() != declared
                || !guard.budgetWatts().equals(budgetWatts)
                || !guard.heatCapacityWatts().equals(heatCapacityWatts)) {
            declared = specs.topology();
            budgetWatts = guard.budgetWatts();
            heatCapacityWatts = guard.heatCapacityWatts();
            inForce = guard.within(declared);
        }
        return inForce == specs.topology() ? specs : specs.within(inForce);
    }
}
