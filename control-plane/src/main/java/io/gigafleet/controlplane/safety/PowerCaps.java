package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.power.CapFilling;
import io.gigafleet.controlplane.safety.power.PowerTree;

/**
 * Power caps that follow from what was declared and decided, not from what racks draw. Shape of
 * every array: one entry per rack of the topology, in watts.
 */
public final class PowerCaps {

    private PowerCaps() {}

    /**
     * Caps that hold without the plane: they add up to no more than the budget of any domain. They
     * depend on the topology alone, so that they change only when operators change the site.
     */
    public static long[] safe(Topology topology) {
        return statically(
                topology,
                topology.domains().stream().mapToLong(PowerDomain::budgetWatts).toArray());
    }

    /**
     * Caps that hold when feeds are lost: they add up to no more than what any domain carries on
     * one feed. They depend on the topology alone.
     */
    public static long[] failover(Topology topology) {
        return statically(
                topology,
                topology.domains().stream().mapToLong(PowerDomain::failoverWatts).toArray());
    }

    private static long[] statically(Topology topology, long[] limitWatts) {
        long[] idle = new long[topology.rackCount()];
        long[] peak = new long[topology.rackCount()];
        for (int rack = 0; rack < idle.length; rack++) {
            idle[rack] = topology.rack(rack).idleWatts();
            peak[rack] = topology.rack(rack).peakWatts();
        }
        CapFilling filling = new CapFilling(new PowerTree(topology), limitWatts);
        return filling.fill(filling.fill(new long[idle.length], idle), peak);
    }

    /**
     * Caps while nobody watches what racks draw: first every rack rises to what is committed on it,
     * then all share what is left, each to its peak or its operator's cap. Where more is committed
     * than a budget carries, because the budget was lowered, the first step shares the shortage.
     */
    public static long[] live(FleetView view, PowerBook book) {
        Topology topology = view.topology();
        long[] committed = new long[topology.rackCount()];
        long[] ceilings = new long[topology.rackCount()];
        for (int rack = 0; rack < committed.length; rack++) {
            ceilings[rack] = ceilingWatts(view, rack);
            committed[rack] = book.rackWatts(rack);
        }
        return CapFilling.ceilings(
                topology,
                new PowerTree(topology),
                topology.domains().stream().mapToLong(PowerDomain::budgetWatts).toArray(),
                committed,
                ceilings);
    }

    /**
     * The most a rack may ever draw: its peak or its operator's cap; no more than what is held for
     * it while it is not in service.
     */
    public static long ceilingWatts(FleetView view, int rack) {
        return Math.min(
                mostWatts(view, rack), view.rack(rack).operatorCapWatts().orElse(Long.MAX_VALUE));
    }

    private static long mostWatts(FleetView view, int rack) {
        return switch (view.rack(rack).standing().stage()) {
            case IN_SERVICE -> view.topology().rack(rack).peakWatts();
            case PLANNED,
                    DELIVERED,
                    INSTALLED,
                    ENERGIZED,
                    LEAK_TESTED,
                    PROVISIONED,
                    BURNED_IN,
                    ACCEPTED,
                    MAINTENANCE,
                    QUARANTINED,
                    RETIRED ->
                    view.rack(rack).standing().heldWatts();
        };
    }
}
