package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.LoadTarget;
import io.gigafleet.controlplane.safety.Modes;
import java.util.List;

/**
 * What the leader has decided and operators want, as far as the guard needs it. The leader hands it
 * over each cycle; while the database is away the last one stays in force.
 *
 * @param topology with the budgets and capacities operators declared
 * @param loads what is committed on each rack
 * @param loadTargets that are not over, in order of their beginning
 * @param provenAtMillis when the term was last proven in the database, by the plane's clock
 */
public record GuardBasis(
        Term term,
        Topology topology,
        RackLoads loads,
        Modes modes,
        List<LoadTarget> loadTargets,
        long provenAtMillis) {

    public GuardBasis {
        loadTargets = List.copyOf(loadTargets);
        if (loads.committedWatts().length != topology.rackCount()) {
            throw new IllegalArgumentException(
                    "loads of %d racks for a topology of %d"
                            .formatted(loads.committedWatts().length, topology.rackCount()));
        }
    }
}
