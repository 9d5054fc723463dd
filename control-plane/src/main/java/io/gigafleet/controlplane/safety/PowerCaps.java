package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.Arrays;

/**
 * Power caps of all racks. Whatever the racks do, their caps add up to no more than the budget of
 * any domain, so that no breaker depends on how fast the plane reacts.
 *
 * <p>Method: every rack starts at its floor; then all racks rise together, in equal steps, until
 * each is at its ceiling or below a domain whose budget is used up (max-min fairness by progressive
 * filling, Bertsekas and Gallager, Data Networks, 6.5.2). Shape of every array: one entry per rack
 * of the topology, in watts.
 */
public final class PowerCaps {

    private PowerCaps() {}

    /**
     * Caps that hold without the plane. They depend on the topology alone, so that they change only
     * when operators change the site.
     */
    public static long[] safe(Topology topology) {
        long[] floors = new long[topology.rackCount()];
        long[] ceilings = new long[topology.rackCount()];
        for (int rack = 0; rack < floors.length; rack++) {
            floors[rack] = topology.rack(rack).idleWatts();
            ceilings[rack] = topology.rack(rack).peakWatts();
        }
        return fill(topology, floors, ceilings);
    }

    /**
     * Caps while the plane watches: first every rack rises to what is committed on it, then all
     * share what is left, each to its peak or its operator's cap. Where more is committed than a
     * budget carries, because the budget was lowered, the first step shares the shortage.
     */
    public static long[] live(FleetView view, PowerBook book) {
        Topology topology = view.topology();
        long[] idle = new long[topology.rackCount()];
        long[] committed = new long[topology.rackCount()];
        long[] ceilings = new long[topology.rackCount()];
        for (int rack = 0; rack < idle.length; rack++) {
            ceilings[rack] =
                    Math.min(
                            mostWatts(view, rack),
                            view.rack(rack).operatorCapWatts().orElse(Long.MAX_VALUE));
            idle[rack] = Math.min(topology.rack(rack).idleWatts(), ceilings[rack]);
            committed[rack] = Math.min(book.rackWatts(rack), ceilings[rack]);
        }
        return fill(topology, fill(topology, idle, committed), ceilings);
    }

    /** A rack that is not in service yet may draw what is held for it and no more. */
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

    private static long[] fill(Topology topology, long[] floors, long[] ceilings) {
        long[] caps = floors.clone();
        boolean[] rising = new boolean[caps.length];
        Arrays.fill(rising, true);
        while (true) {
            long[] left = new long[topology.domains().size()];
            long[] risingBelow = new long[left.length];
            long step = measure(topology, caps, ceilings, rising, left, risingBelow);
            if (step == 0) {
                return caps;
            }
            for (int rack = 0; rack < caps.length; rack++) {
                if (rising[rack]) {
                    caps[rack] += step;
                }
            }
        }
    }

    /**
     * Stops the racks that can't rise any more and gives the step the others can take together, 0
     * if none is left.
     */
    private static long measure(
            Topology topology,
            long[] caps,
            long[] ceilings,
            boolean[] rising,
            long[] left,
            long[] risingBelow) {
        for (int domain = 0; domain < left.length; domain++) {
            left[domain] = topology.domain(domain).budgetWatts();
        }
        for (int rack = 0; rack < caps.length; rack++) {
            rising[rack] &= caps[rack] < ceilings[rack];
            for (int domain : topology.feedsOf(rack)) {
                left[domain] -= caps[rack];
                risingBelow[domain] += rising[rack] ? 1 : 0;
            }
        }
        boolean stopped;
        do {
            stopped = false;
            for (int rack = 0; rack < caps.length; rack++) {
                if (rising[rack] && isBlocked(topology, rack, left, risingBelow)) {
                    rising[rack] = false;
                    stopped = true;
                    for (int domain : topology.feedsOf(rack)) {
                        risingBelow[domain]--;
                    }
                }
            }
        } while (stopped);
        long step = Long.MAX_VALUE;
        for (int rack = 0; rack < caps.length; rack++) {
            if (rising[rack]) {
                step = Math.min(step, ceilings[rack] - caps[rack]);
                for (int domain : topology.feedsOf(rack)) {
                    step = Math.min(step, left[domain] / risingBelow[domain]);
                }
            }
        }
        return step == Long.MAX_VALUE ? 0 : step;
    }

    private static boolean isBlocked(Topology topology, int rack, long[] left, long[] risingBelow) {
        for (int domain : topology.feedsOf(rack)) {
            if (left[domain] < risingBelow[domain]) {
                return true;
            }
        }
        return false;
    }
}
