package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights;
import io.gigafleet.controlplane.safety.RackSights;

/** What was heard of racks and plant, as the guard sees it. */
interface GuardSenses {

    /** The newest reading of every rack of a topology, beside what is committed on it. */
    RackSights racks(Topology topology, RackLoads loads);

    /** The newest readings of meters and CDUs. */
    PlantSights plant(Topology topology);

    /**
     * Asks for a look as soon as draws or temperatures cross what calls for one.
     *
     * @param budgetWatts in force for each domain
     */
    void watch(Topology topology, long[] budgetWatts);
}
