package io.gigafleet.controlplane.fleet;

import java.util.Optional;

/**
 * The one count of committed watts and heat: what every rack may draw by what was decided for it,
 * summed over its power domains and its coolant loop. A rack counts what is held for it: nothing
 * without power, its idle power, its full load while it burns in. Replicas add to that, whether
 * they run, load, drain, or sit on a rack nobody hears.
 *
 * <p>Not thread-safe; every decision opens its own.
 */
public final class PowerBook {

    private final Topology topology;
    private final long[] heldWatts;
    private final long[] rackWatts;
    private final long[] domainWatts;
    private final long[] loopHeatWatts;

    /** Opens the book with every rack at idle. */
    public PowerBook(Topology topology) {
        this(topology, idleWatts(topology));
    }

    /**
     * Opens the book.
     *
     * @param heldWatts what is held for each rack itself, by its index
     */
    public PowerBook(Topology topology, long[] heldWatts) {
        this.topology = topology;
        this.heldWatts = heldWatts.clone();
        this.rackWatts = new long[topology.rackCount()];
        this.domainWatts = new long[topology.domains().size()];
        this.loopHeatWatts = new long[topology.loops().size()];
        for (int rack = 0; rack < rackWatts.length; rack++) {
            add(rack, heldWatts[rack]);
        }
    }

    private static long[] idleWatts(Topology topology) {
        return topology.racks().stream().mapToLong(RackSpot::idleWatts).toArray();
    }

    /** Holds another amount for a rack itself. */
    public void hold(int rack, long watts) {
        requireNotNegative(watts);
        add(rack, watts - heldWatts[rack]);
        heldWatts[rack] = watts;
    }

    /**
     * Commits {@code watts} above what is held on a rack and everything that feeds and cools it.
     */
    public void commit(int rack, long watts) {
        requireNotNegative(watts);
        add(rack, watts);
    }

    /**
     * Takes back what was committed.
     *
     * @throws IllegalStateException if that leaves less than is held for the rack itself
     */
    public void release(int rack, long watts) {
        requireNotNegative(watts);
        if (rackWatts[rack] - watts < heldWatts[rack]) {
            throw new IllegalStateException(
                    "releasing %d W of rack %s would leave %d W, less than is held for it"
                            .formatted(watts, topology.rack(rack).name(), rackWatts[rack] - watts));
        }
        add(rack, -watts);
    }

    private void add(int rack, long watts) {
        RackSpot spot = topology.rack(rack);
        long heatBefore = spot.heatOf(rackWatts[rack]);
        rackWatts[rack] += watts;
        loopHeatWatts[spot.loop()] += spot.heatOf(rackWatts[rack]) - heatBefore;
        for (int domain : topology.feedsOf(rack)) {
            domainWatts[domain] += watts;
        }
    }

    /** The first limit that {@code watts} more on a rack would break, nearest to the rack first. */
    public Optional<Shortage> shortageOf(int rack, long watts) {
        for (int domain : topology.feedsOf(rack)) {
            if (watts > headroomWatts(domain)) {
                return Optional.of(
                        new Shortage.OfPower(
                                topology.domain(domain).name(), watts, headroomWatts(domain)));
            }
        }
        RackSpot spot = topology.rack(rack);
        long heat = spot.heatOf(rackWatts[rack] + watts) - spot.heatOf(rackWatts[rack]);
        if (heat > heatHeadroomWatts(spot.loop())) {
            return Optional.of(
                    new Shortage.OfCooling(
                            topology.loop(spot.loop()).name(),
                            heat,
                            heatHeadroomWatts(spot.loop())));
        }
        return Optional.empty();
    }

    /** Budget of a domain minus what is committed, never below zero. */
    public long headroomWatts(int domain) {
        return Math.max(0, topology.domain(domain).budgetWatts() - domainWatts[domain]);
    }

    /** Capacity of a loop minus the heat that is committed, never below zero. */
    public long heatHeadroomWatts(int loop) {
        return Math.max(0, topology.loop(loop).heatCapacityWatts() - loopHeatWatts[loop]);
    }

    public long domainWatts(int domain) {
        return domainWatts[domain];
    }

    public long loopHeatWatts(int loop) {
        return loopHeatWatts[loop];
    }

    /** Watts committed on a rack, with what is held for it. */
    public long rackWatts(int rack) {
        return rackWatts[rack];
    }

    private static void requireNotNegative(long watts) {
        if (watts < 0) {
            throw new IllegalArgumentException("watts is " + watts + ", less than zero");
        }
    }
}
