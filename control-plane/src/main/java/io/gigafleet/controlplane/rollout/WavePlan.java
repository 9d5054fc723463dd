package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits racks into waves.
 *
 * <p>Goals, in order: the canary holds a rack of every batch of every SKU, as far as it is large
 * enough, since what was built together fails together; and every wave spreads over as many loops
 * as can be, since racks of one loop wait for each other and racks of many do not. Each wave is
 * {@code growth} times the one before.
 *
 * <p>Algorithm: racks are grouped by SKU and batch, in topology order; the canary takes from the
 * groups in turn, each time the rack whose loop has given the fewest so far. The other waves take
 * what is left as one group, in the same way. Example: batches A (r1 to r8) on loop 1 and B (r9 to
 * r16) on loop 2, canary 3, growth 2 → {r1, r9, r2}, {r10, r3, r11, r4, r12, r5}, {r13, …}.
 */
final class WavePlan {

    private WavePlan() {}

    /**
     * The waves, the canary first.
     *
     * @param racks names, in topology order
     */
    static List<List<String>> of(
            List<String> racks,
            int canary,
            double growth,
            Topology topology,
            List<RackIdentity> identities) {
        List<List<String>> waves = new ArrayList<>();
        List<String> left = new ArrayList<>(racks);
        List<String> first = canary(racks, canary, topology, identities);
        if (first.isEmpty()) {
            return waves;
        }
        waves.add(first);
        left.removeAll(first);
        left = overLoops(left, first, topology);
        double size = canary;
        while (!left.isEmpty()) {
            size *= growth;
            int count = (int) Math.min(left.size(), Math.ceil(size));
            waves.add(List.copyOf(left.subList(0, count)));
            left = left.subList(count, left.size());
        }
        return waves;
    }

    /** Racks in the order in which they spread over loops, after those that were taken first. */
    private static List<String> overLoops(
            List<String> racks, List<String> taken, Topology topology) {
        Map<Integer, Integer> turnOfLoop = new HashMap<>();
        taken.forEach(rack -> turnOfLoop.merge(spot(topology, rack).loop(), 1, Integer::sum));
        Map<String, Integer> turns = new HashMap<>();
        for (String rack : racks) {
            turns.put(rack, turnOfLoop.merge(spot(topology, rack).loop(), 1, Integer::sum));
        }
        List<String> ordered = new ArrayList<>(racks);
        ordered.sort(Comparator.comparing((String rack) -> turns.getOrDefault(rack, 0)));
        return ordered;
    }

    private record Kin(String sku, String batch) {}

    private static List<String> canary(
            List<String> racks, int count, Topology topology, List<RackIdentity> identities) {
        Map<Kin, List<String>> groups = new LinkedHashMap<>();
        for (String rack : racks) {
            int at = topology.rackNamed(rack).orElseThrow();
            Kin kin = new Kin(topology.rack(at).sku().name(), identities.get(at).batch());
            groups.computeIfAbsent(kin, ignored -> new ArrayList<>()).add(rack);
        }
        Map<Integer, Integer> takenByLoop = new HashMap<>();
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < count && groups.values().stream().anyMatch(g -> !g.isEmpty())) {
            for (List<String> group : groups.values()) {
                if (!group.isEmpty() && chosen.size() < count) {
                    String rack = leastTakenLoop(group, topology, takenByLoop);
                    group.remove(rack);
                    takenByLoop.merge(spot(topology, rack).loop(), 1, Integer::sum);
                    chosen.add(rack);
                }
            }
        }
        return chosen;
    }

    private static String leastTakenLoop(
            List<String> group, Topology topology, Map<Integer, Integer> takenByLoop) {
        String best = group.getFirst();
        int fewest = Integer.MAX_VALUE;
        for (String rack : group) {
            int taken = takenByLoop.getOrDefault(spot(topology, rack).loop(), 0);
            if (taken < fewest) {
                best = rack;
                fewest = taken;
            }
        }
        return best;
    }

    private static RackSpot spot(Topology topology, String rack) {
        return topology.rack(topology.rackNamed(rack).orElseThrow());
    }
}
