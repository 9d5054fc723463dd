package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Placement;
import java.util.List;
import java.util.OptionalInt;

/** Watts of every rack, its power domains and its loop, as they are and as they are to be. */
final class Limits {

    private final FleetView view;
    private final Topology topology;
    private final long[] rackWatts;
    private final long[] addedWatts;

    private Limits(FleetView view) {
        this.view = view;
        this.topology = view.topology();
        this.rackWatts = new long[topology.rackCount()];
        this.addedWatts = new long[topology.rackCount()];
        for (int rack = 0; rack < rackWatts.length; rack++) {
            rackWatts[rack] = view.rack(rack).standing().heldWatts();
        }
        for (Replica replica : view.replicas()) {
            OptionalInt rack = topology.rackNamed(replica.rack());
            if (rack.isPresent()) {
                rackWatts[rack.getAsInt()] += replica.plannedWatts();
            }
        }
    }

    static Limits of(FleetView view) {
        return new Limits(view);
    }

    /** No limit that something is added to is exceeded. */
    static void check(Proposal proposal, Violations found) {
        Limits limits = of(proposal.view());
        for (List<Placement> placements : proposal.arrivals().values()) {
            for (Placement placement : placements) {
                limits.addedWatts[placement.rack()] += placement.plannedWatts();
            }
        }
        limits.checkRacks(found);
        limits.checkDomains(found);
        limits.checkLoops(found);
    }

    private void checkRacks(Violations found) {
        for (int rack = 0; rack < rackWatts.length; rack++) {
            long watts = rackWatts[rack] + addedWatts[rack];
            if (addedWatts[rack] > 0 && watts > rackLimit(rack)) {
                found.add(
                        "rack %s: %d W committed, at most %d W"
                                .formatted(topology.rack(rack).name(), watts, rackLimit(rack)));
            }
        }
    }

    /**
     * The SKU's peak, and less where an operator has capped the rack. Planned watts are rounded up
     * for each replica, so that a full rack at peak may come to a watt an accelerator more.
     */
    private long rackLimit(int rack) {
        RackSpot spot = topology.rack(rack);
        RackView seen = view.rack(rack);
        long peak = spot.peakWatts() + spot.accelerators();
        return seen.operatorCapWatts().isPresent()
                ? Math.min(peak, seen.operatorCapWatts().getAsLong())
                : peak;
    }

    private void checkDomains(Violations found) {
        long[] committed = new long[topology.domains().size()];
        long[] added = new long[committed.length];
        for (int rack = 0; rack < rackWatts.length; rack++) {
            for (int domain : topology.feedsOf(rack)) {
                committed[domain] += rackWatts[rack] + addedWatts[rack];
                added[domain] += addedWatts[rack];
            }
        }
        for (int domain = 0; domain < committed.length; domain++) {
            long budget = topology.domain(domain).budgetWatts();
            if (added[domain] > 0 && committed[domain] > budget) {
                found.add(
                        "power domain %s: %d W committed, budget %d W"
                                .formatted(
                                        topology.domain(domain).name(), committed[domain], budget));
            }
        }
    }

    private void checkLoops(Violations found) {
        long[] heat = new long[topology.loops().size()];
        long[] added = new long[heat.length];
        for (int rack = 0; rack < rackWatts.length; rack++) {
            RackSpot spot = topology.rack(rack);
            heat[spot.loop()] += spot.heatOf(rackWatts[rack] + addedWatts[rack]);
            added[spot.loop()] += addedWatts[rack];
        }
        for (int loop = 0; loop < heat.length; loop++) {
            long capacity = topology.loop(loop).heatCapacityWatts();
            if (added[loop] > 0 && heat[loop] > capacity) {
                found.add(
                        "coolant loop %s: %d W of heat committed, capacity %d W"
                                .formatted(topology.loop(loop).name(), heat[loop], capacity));
            }
        }
    }

    // One rack at a time, to look for room

    /** Commits watts on a rack; fewer than zero give them back. */
    void commit(int rack, long watts) {
        rackWatts[rack] += watts;
    }

    /** Whether a rack and everything above it carry so many watts more. */
    boolean carries(int rack, long watts) {
        if (rackWatts[rack] + watts > rackLimit(rack)) {
            return false;
        }
        for (int domain : topology.feedsOf(rack)) {
            if (domainWatts(domain) + watts > topology.domain(domain).budgetWatts()) {
                return false;
            }
        }
        return loopHeat(topology.rack(rack).loop(), rack, watts)
                <= topology.loop(topology.rack(rack).loop()).heatCapacityWatts();
    }

    private long domainWatts(int domain) {
        long watts = 0;
        for (int rack = 0; rack < rackWatts.length; rack++) {
            watts += topology.feeds(domain, rack) ? rackWatts[rack] : 0;
        }
        return watts;
    }

    private long loopHeat(int loop, int withRack, long withWatts) {
        long heat = 0;
        for (int rack = 0; rack < rackWatts.length; rack++) {
            RackSpot spot = topology.rack(rack);
            if (spot.loop() == loop) {
                heat += spot.heatOf(rackWatts[rack] + (rack == withRack ? withWatts : 0));
            }
        }
        return heat;
    }
}
