package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PowerCaps;

/**
 * The caps that racks fall to by themselves; they depend on the declared topology alone. Arrays
 * have one entry per rack, in watts; nobody changes them.
 *
 * @param safeWatts add up to no more than the budget of any domain
 * @param failoverWatts add up to no more than what any domain carries on one feed
 */
@SuppressWarnings("ArrayRecordComponent") // columns; nobody changes or compares them
record StaticCaps(Topology topology, long[] safeWatts, long[] failoverWatts) {

    static final StaticCaps NONE = new StaticCaps(Topology.EMPTY, new long[0], new long[0]);

    static StaticCaps of(Topology topology) {
        return new StaticCaps(topology, PowerCaps.safe(topology), PowerCaps.failover(topology));
    }
}
