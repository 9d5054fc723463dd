package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.safety.heat.HeatGuard;
import io.gigafleet.controlplane.safety.leak.LeakGuard;
import io.gigafleet.controlplane.safety.loadtarget.TargetInForce;
import io.gigafleet.controlplane.safety.power.Limits;
import io.gigafleet.controlplane.safety.power.PowerGuard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the site within what its power and cooling carry: looks at what every rack draws and how
 * warm it is, and decides caps, suspensions, isolation, exclusions and alarms. Pure: equal sight,
 * memory and seed give an equal outcome.
 *
 * <p>Water comes first, then heat, which says what racks and loops bear, then the load target, then
 * power, which brings every loop, domain and the site within all of that.
 */
public final class Guard {

    /** Longest time a cap may live at its rack without being renewed (decision 21). */
    public static final long CAP_TTL_MILLIS_MAX = 15_000;

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
        LeakGuard.Outcome leak = LeakGuard.look(sight, now.acting(), now.leak());
        HeatGuard.Outcome heat = HeatGuard.look(sight, now.acting(), now.heat());
        TargetInForce target = TargetInForce.of(sight, now.target());
        Limits limits =
                Limits.of(sight, heat.loopWatts(), target.budgetWatts(), target.patienceMillis());
        PowerGuard.Outcome power =
                PowerGuard.look(
                        now.site(),
                        sight,
                        limits,
                        heat.derateWatts(),
                        now.acting(),
                        now.power(),
                        seed);
        BitSet trips = (BitSet) power.trips().clone();
        trips.or(leak.measures().trips());
        trips.or(heat.measures().trips());
        SortedMap<Integer, String> barred = new TreeMap<>(heat.measures().barred());
        barred.putAll(leak.measures().barred());
        SortedMap<Integer, String> drains = new TreeMap<>(heat.measures().drains());
        drains.putAll(leak.measures().drains());
        SortedMap<Integer, String> bad = new TreeMap<>(leak.measures().bad());
        power.dark().stream().forEach(rack -> bad.put(rack, "its power domain has no feed"));
        return new GuardOutcome(
                power.capWatts(),
                power.suspensions(),
                trips,
                leak.measures().liquid(),
                barred,
                drains,
                bad,
                limits.budgetWatts(sight),
                heat.loopWatts(),
                all(leak.measures().acts(), heat.measures().acts(), target.acts(), power.acts()),
                all(
                        leak.measures().alarms(),
                        heat.measures().alarms(),
                        target.alarms(),
                        power.alarms()),
                target.text(),
                new GuardMemory(
                        now.site(),
                        now.acting(),
                        power.memory(),
                        heat.memory(),
                        leak.memory(),
                        target.memory()));
    }

    @SafeVarargs
    private static <T> List<T> all(List<T>... parts) {
        List<T> all = new ArrayList<>();
        for (List<T> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    /** The seed it was made with. */
    public long seed() {
        return seed;
    }
}
