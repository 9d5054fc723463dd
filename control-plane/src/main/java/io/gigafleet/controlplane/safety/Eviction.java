package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which LOST or BAD racks are given up now, so that their replicas are replaced elsewhere.
 *
 * <p>A token bucket bounds the rate, as in Kubernetes' node lifecycle controller: 0.1 racks a
 * second with a burst of 4, a tenth of that in a hall of which more than 55% are unhealthy. When
 * every rack is unhealthy nothing is evicted: then it is more likely that we are blind.
 */
public final class Eviction {

    /** Racks a second. */
    public static final double RACKS_PER_SECOND = 0.1;

    /** Most racks evicted at once. */
    public static final double BURST_RACKS = 4;

    private static final double UNHEALTHY_SHARE = 0.55;
    private static final double SLOW_COST_TOKENS = 10;

    private Eviction() {}

    /** What is left in the bucket; a slow eviction leaves a debt that time pays back. */
    public record Bucket(double tokens, long filledAtMillis) {

        /** A full bucket. */
        public static Bucket full(long nowMillis) {
            return new Bucket(BURST_RACKS, nowMillis);
        }

        Bucket at(long nowMillis) {
            double added = Math.max(0, nowMillis - filledAtMillis) / 1000.0 * RACKS_PER_SECOND;
            return new Bucket(Math.min(BURST_RACKS, tokens + added), nowMillis);
        }

        Bucket minus(double cost) {
            return new Bucket(tokens - cost, filledAtMillis);
        }
    }

    /**
     * The outcome.
     *
     * @param evicted why, by rack
     * @param held why not yet, by rack
     */
    public record Outcome(
            SortedMap<String, String> evicted, SortedMap<String, String> held, Bucket bucket) {
        public Outcome {
            evicted = Collections.unmodifiableSortedMap(new TreeMap<>(evicted));
            held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
        }
    }

    /** Decides for every rack that is LOST or BAD and still holds slots. */
    public static Outcome decide(FleetView view, Bucket bucket, long nowMillis) {
        SortedMap<String, String> evicted = new TreeMap<>();
        SortedMap<String, String> held = new TreeMap<>();
        Bucket left = bucket.at(nowMillis);
        Collection<Integer> candidates = candidates(view);
        boolean allUnhealthy =
                !view.racks().isEmpty()
                        && view.racks().stream()
                                .filter(RackView::isExpectedToSpeak)
                                .allMatch(Eviction::isUnhealthy);
        for (int rack : candidates) {
            RackView seen = view.rack(rack);
            String name = view.topology().rack(rack).name();
            String why = seen.condition() + ": " + seen.conditionCause();
            double cost = isHallUnhealthy(view, rack) ? SLOW_COST_TOKENS : 1;
            if (allUnhealthy) {
                held.put(
                        name,
                        why + "; every rack is unhealthy, which looks like our own blindness");
            } else if (left.tokens() < 1) {
                held.put(name, why + "; waiting for the eviction rate");
            } else {
                left = left.minus(cost);
                evicted.put(name, why);
            }
        }
        return new Outcome(evicted, held, left);
    }

    /** In order of name. */
    private static Collection<Integer> candidates(FleetView view) {
        SortedMap<String, Integer> gone = new TreeMap<>();
        for (int rack = 0; rack < view.racks().size(); rack++) {
            if (isGone(view.rack(rack))) {
                gone.put(view.topology().rack(rack).name(), rack);
            }
        }
        if (!gone.isEmpty()) {
            gone.keySet().retainAll(holding(view));
        }
        return gone.values();
    }

    private static Set<String> holding(FleetView view) {
        Set<String> holding = new HashSet<>();
        for (Replica replica : view.replicas()) {
            if (replica.state().holdsSlot()) {
                holding.add(replica.rack());
            }
        }
        return holding;
    }

    private static boolean isHallUnhealthy(FleetView view, int rack) {
        String hall = view.topology().rack(rack).hall();
        int racks = 0;
        int unhealthy = 0;
        for (int other = 0; other < view.racks().size(); other++) {
            if (view.topology().rack(other).hall().equals(hall)
                    && view.rack(other).isExpectedToSpeak()) {
                racks++;
                unhealthy += isUnhealthy(view.rack(other)) ? 1 : 0;
            }
        }
        return unhealthy > UNHEALTHY_SHARE * racks;
    }

    private static boolean isGone(RackView rack) {
        return rack.condition() == Condition.LOST || rack.condition() == Condition.BAD;
    }

    private static boolean isUnhealthy(RackView rack) {
        return rack.condition() != Condition.FRESH;
    }
}
