package io.gigafleet.controlplane.safety.health;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Decides which LOST or BAD racks are given up now, so that their replicas are replaced elsewhere.
 *
 * <p>Each hall has a rate of its own, {@link EvictionRate}. For racks given up for their silence it
 * is a tenth of that in a row or hall of which more than 55% are silent, and nothing while every
 * rack is: then it is more likely that we are blind. A rack with evidence against it is not slowed
 * by that, and needs no token while free accelerators elsewhere take all it holds.
 */
public final class Eviction {

    private Eviction() {}

    /**
     * The outcome.
     *
     * @param evicted why, by rack
     * @param held why not yet, by rack
     */
    public record Outcome(
            SortedMap<String, String> evicted, SortedMap<String, String> held, EvictionRate rate) {
        public Outcome {
            evicted = Collections.unmodifiableSortedMap(new TreeMap<>(evicted));
            held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
        }
    }

    /** Decides for every rack that is LOST or BAD and still holds slots. */
    public static Outcome decide(FleetView view, EvictionRate rate, long nowMillis) {
        return decide(view, rate, rack -> true, nowMillis);
    }

    /**
     * The same where not every rack may be given up without a person.
     *
     * @param mayAct by index of the rack
     */
    public static Outcome decide(
            FleetView view, EvictionRate rate, IntPredicate mayAct, long nowMillis) {
        SortedMap<String, String> evicted = new TreeMap<>();
        SortedMap<String, String> held = new TreeMap<>();
        EvictionRate left = rate;
        SortedMap<String, Integer> candidates = candidates(view);
        if (candidates.isEmpty()) {
            return new Outcome(evicted, held, left);
        }
        Disruption disruption = new Disruption(view);
        Map<String, Integer> holds = accelerators(view);
        int free = freeAccelerators(view);
        for (Map.Entry<String, Integer> candidate : candidates.entrySet()) {
            String rack = candidate.getKey();
            RackView seen = view.rack(candidate.getValue());
            String why = seen.condition() + ": " + seen.conditionCause();
            boolean isProven = seen.condition() == Condition.BAD;
            Disruption.Mode mode =
                    isProven && !disruption.isTotal()
                            ? Disruption.Mode.NORMAL
                            : disruption.of(candidate.getValue());
            int needed = holds.getOrDefault(rack, 0);
            String hall = view.topology().rack(candidate.getValue()).hall();
            if (!mayAct.test(candidate.getValue())) {
                held.put(
                        rack,
                        why
                                + "; its automation health is not in mode act: drain it by hand, or"
                                + " set the mode");
            } else if (mode == Disruption.Mode.FULL) {
                held.put(
                        rack,
                        why + "; every rack is unhealthy, which looks like our own blindness");
            } else if (isProven && needed <= free) {
                evicted.put(rack, why);
            } else if (!left.allows(hall, mode, nowMillis)) {
                held.put(
                        rack, why + "; waiting for the eviction rate of its hall" + slowness(mode));
            } else {
                left = left.taken(hall, mode, nowMillis);
                evicted.put(rack, why);
            }
            free -= evicted.containsKey(rack) ? needed : 0;
        }
        return new Outcome(evicted, held, left);
    }

    private static String slowness(Disruption.Mode mode) {
        return mode == Disruption.Mode.PARTIAL
                ? ", a tenth of the usual while most of its row or hall is silent"
                : "";
    }

    /** Those that hold slots, in order of name. */
    private static SortedMap<String, Integer> candidates(FleetView view) {
        SortedMap<String, Integer> gone = new TreeMap<>();
        for (int rack = 0; rack < view.racks().size(); rack++) {
            if (isGone(view.rack(rack))) {
                gone.put(view.topology().rack(rack).name(), rack);
            }
        }
        if (!gone.isEmpty()) {
            gone.keySet().retainAll(accelerators(view).keySet());
        }
        return gone;
    }

    /** The accelerators of slots that each rack holds. */
    private static Map<String, Integer> accelerators(FleetView view) {
        Map<String, Integer> held = new HashMap<>();
        for (Replica replica : view.replicas()) {
            if (replica.state().holdsSlot()) {
                held.merge(replica.rack(), replica.accelerators().size(), Integer::sum);
            }
        }
        return held;
    }

    private static int freeAccelerators(FleetView view) {
        BitSet[] free = view.freeAccelerators();
        int count = 0;
        for (int rack = 0; rack < free.length; rack++) {
            count += view.rack(rack).acceptsReplicas() ? free[rack].cardinality() : 0;
        }
        return count;
    }

    private static boolean isGone(RackView rack) {
        return rack.condition() == Condition.LOST || rack.condition() == Condition.BAD;
    }
}
