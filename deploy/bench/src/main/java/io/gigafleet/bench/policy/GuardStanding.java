package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.GuardOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What placement has to know of the guard.
 *
 * @param declared the tree as operators wrote it
 * @param topology with the budgets and heat capacities in force
 * @param barred racks nothing new goes to, and why
 * @param drains racks to be left, and why
 * @param bad racks given evidence against, and why
 */
record GuardStanding(
        Topology declared,
        Topology topology,
        SortedMap<Integer, String> barred,
        SortedMap<Integer, String> drains,
        SortedMap<Integer, String> bad) {

    /** Nothing is wrong, or nobody looks. */
    static GuardStanding calm(Topology topology) {
        return new GuardStanding(
                topology, topology, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** The same after a look; the tree is made anew only where a budget or capacity changed. */
    GuardStanding after(GuardOutcome outcome) {
        return new GuardStanding(
                declared,
                topologyAfter(outcome),
                outcome.barred(),
                outcome.drains(),
                outcome.bad());
    }

    private Topology topologyAfter(GuardOutcome outcome) {
        List<PowerDomain> domains = new ArrayList<>();
        for (int domain = 0; domain < topology.domains().size(); domain++) {
            long watts = Math.max(1, outcome.budgetWatts()[domain]);
            domains.add(declared.domain(domain).withBudget(watts));
        }
        List<CoolantLoop> loops = new ArrayList<>();
        for (int loop = 0; loop < topology.loops().size(); loop++) {
            loops.add(
                    new CoolantLoop(
                            topology.loop(loop).name(),
                            Math.max(1, outcome.heatCapacityWatts()[loop])));
        }
        return domains.equals(topology.domains()) && loops.equals(topology.loops())
                ? topology
                : new Topology(domains, loops, topology.racks());
    }
}
