package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardOutcome;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.controlplane.safety.Suspension;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the guard holds to be so after its newest look, by name: racks, domains and loops of which
 * there is nothing to say are left out. Immutable.
 *
 * @param lookedAtMillis the plane's clock at that look; 0: it has not looked
 * @param barred racks nothing new goes to, and why
 * @param drains racks whose replicas are to move elsewhere, and why
 * @param bad racks given evidence against, and why
 * @param trips racks cut off on the fast path
 * @param liquid racks whose coolant valves are to close
 * @param suspended racks of which replicas are held without work, since when
 * @param budgetWatts in force, of domains where it is not what operators declared
 * @param heatCapacityWatts in force, of loops where it is not what operators declared
 * @param alarms all that stand
 * @param suggestions all that stand, approved ones included
 * @param target how far the load target in force is met; empty: none is in force
 */
public record GuardStanding(
        long lookedAtMillis,
        SortedMap<String, String> barred,
        SortedMap<String, String> drains,
        SortedMap<String, String> bad,
        SortedSet<String> trips,
        SortedSet<String> liquid,
        SortedMap<String, SuspendedRack> suspended,
        Map<String, Long> budgetWatts,
        Map<String, Long> heatCapacityWatts,
        List<GuardAlarm> alarms,
        List<Suggestion> suggestions,
        String target) {

    /** Nobody is on duty, or has not looked yet. */
    public static final GuardStanding NONE =
            new GuardStanding(
                    0,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeSet<>(),
                    new TreeSet<>(),
                    new TreeMap<>(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    "");

    /** Which replicas of a rack are held, and since when by the plane's clock. */
    public record SuspendedRack(Suspension suspension, long sinceMillis) {}

    public GuardStanding {
        barred = Collections.unmodifiableSortedMap(new TreeMap<>(barred));
        drains = Collections.unmodifiableSortedMap(new TreeMap<>(drains));
        bad = Collections.unmodifiableSortedMap(new TreeMap<>(bad));
        trips = Collections.unmodifiableSortedSet(new TreeSet<>(trips));
        liquid = Collections.unmodifiableSortedSet(new TreeSet<>(liquid));
        suspended = Collections.unmodifiableSortedMap(new TreeMap<>(suspended));
        budgetWatts = Map.copyOf(budgetWatts);
        heatCapacityWatts = Map.copyOf(heatCapacityWatts);
        alarms = List.copyOf(alarms);
        suggestions = List.copyOf(suggestions);
    }

    /**
     * What a look left.
     *
     * @param alarms all that stand, those of its outcome included
     */
    static GuardStanding of(
            Topology topology,
            GuardOutcome outcome,
            List<GuardAlarm> alarms,
            List<Suggestion> suggestions,
            GuardStanding before,
            long nowMillis) {
        return new GuardStanding(
                nowMillis,
                named(topology, outcome.barred()),
                named(topology, outcome.drains()),
                named(topology, outcome.bad()),
                named(topology, outcome.trips()),
                named(topology, outcome.liquid()),
                suspended(topology, outcome, before, nowMillis),
                lowered(topology, outcome.budgetWatts()),
                derated(topology, outcome.heatCapacityWatts()),
                alarms,
                suggestions,
                outcome.target());
    }

    private static SortedMap<String, String> named(
            Topology topology, SortedMap<Integer, String> byIndex) {
        SortedMap<String, String> named = new TreeMap<>();
        byIndex.forEach((rack, why) -> named.put(topology.rack(rack).name(), why));
        return named;
    }

    private static SortedSet<String> named(Topology topology, BitSet racks) {
        SortedSet<String> named = new TreeSet<>();
        racks.stream().forEach(rack -> named.add(topology.rack(rack).name()));
        return named;
    }

    private static SortedMap<String, SuspendedRack> suspended(
            Topology topology, GuardOutcome outcome, GuardStanding before, long nowMillis) {
        SortedMap<String, SuspendedRack> suspended = new TreeMap<>();
        for (int rack = 0; rack < outcome.suspensions().length; rack++) {
            Suspension suspension = outcome.suspensions()[rack];
            if (suspension != Suspension.NONE) {
                String name = topology.rack(rack).name();
                SuspendedRack known = before.suspended().get(name);
                suspended.put(
                        name,
                        known != null && known.suspension() == suspension
                                ? known
                                : new SuspendedRack(suspension, nowMillis));
            }
        }
        return suspended;
    }

    private static Map<String, Long> lowered(Topology topology, long[] budgetWatts) {
        Map<String, Long> lowered = new HashMap<>();
        for (int index = 0; index < budgetWatts.length; index++) {
            PowerDomain domain = topology.domain(index);
            if (budgetWatts[index] != domain.budgetWatts()) {
                lowered.put(domain.name(), budgetWatts[index]);
            }
        }
        return lowered;
    }

    private static Map<String, Long> derated(Topology topology, long[] heatCapacityWatts) {
        Map<String, Long> derated = new HashMap<>();
        for (int index = 0; index < heatCapacityWatts.length; index++) {
            CoolantLoop loop = topology.loop(index);
            if (heatCapacityWatts[index] != loop.heatCapacityWatts()) {
                derated.put(loop.name(), heatCapacityWatts[index]);
            }
        }
        return derated;
    }

    /** Whether a guard of this plane has looked. */
    public boolean isOnDuty() {
        return lookedAtMillis > 0;
    }

    /** The topology with the limits in force; the same object where none differs. */
    public Topology within(Topology declared) {
        if (budgetWatts.isEmpty() && heatCapacityWatts.isEmpty()) {
            return declared;
        }
        return declared.withLimits(
                declared.domains().stream()
                        .mapToLong(
                                domain ->
                                        Math.min(
                                                domain.budgetWatts(),
                                                budgetWatts.getOrDefault(
                                                        domain.name(), Long.MAX_VALUE)))
                        .toArray(),
                declared.loops().stream()
                        .mapToLong(
                                loop ->
                                        Math.min(
                                                loop.heatCapacityWatts(),
                                                heatCapacityWatts.getOrDefault(
                                                        loop.name(), Long.MAX_VALUE)))
                        .toArray());
    }
}
