package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.safety.power.Limits;
import io.gigafleet.controlplane.safety.power.PowerGuard;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.SortedMap;
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
        GuardMemory now = memory.at(sight);
        long[] loopWatts =
                sight.topology().loops().stream()
                        .mapToLong(CoolantLoop::heatCapacityWatts)
                        .toArray();
        Limits limits = Limits.of(sight, loopWatts, Limits.NONE);
        long[] derateWatts = new long[sight.topology().rackCount()];
        Arrays.fill(derateWatts, Limits.NONE);
        PowerGuard.Outcome power =
                PowerGuard.look(
                        now.site(),
                        sight,
                        limits,
                        derateWatts,
                        now.acting(),
                        Objects.requireNonNull(now.power()),
                        seed);
        SortedMap<Integer, String> bad = new TreeMap<>();
        power.dark().stream().forEach(rack -> bad.put(rack, "its power domain has no feed"));
        return new GuardOutcome(
                power.capWatts(),
                power.suspensions(),
                power.trips(),
                new BitSet(),
                new TreeMap<>(),
                new TreeMap<>(),
                bad,
                limits.budgetWatts(sight),
                loopWatts,
                power.acts(),
                power.alarms(),
                "",
                new GuardMemory(now.site(), power.memory(), now.acting()));
    }

    /** The seed it was made with. */
    public long seed() {
        return seed;
    }
}
