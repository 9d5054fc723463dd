package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the copies that hold slots, by service and slot. What it found for a service it gives again
 * as long as that service's replicas are the very same: of hundreds of services a cycle changes a
 * few.
 *
 * <p>Not thread-safe.
 */
final class Holders {

    private Map<String, OfService> known = Map.of();

    private record OfService(List<Replica> replicas, SortedMap<Integer, List<Copy>> bySlot) {

        static OfService of(List<Replica> replicas) {
            return new OfService(replicas, Holders.bySlot(replicas));
        }

        boolean isOf(List<Replica> others) {
            if (others.size() != replicas.size()) {
                return false;
            }
            for (int at = 0; at < others.size(); at++) {
                if (!isSame(others.get(at), replicas.get(at))) {
                    return false;
                }
            }
            return true;
        }

        @SuppressWarnings("ReferenceEquality") // what did not change is the same object
        private static boolean isSame(Replica one, Replica other) {
            return one == other;
        }
    }

    /** The copies that hold slots; a service without any is missing. The caller owns the map. */
    Map<String, SortedMap<Integer, List<Copy>>> of(List<Replica> replicas) {
        Map<String, OfService> now = new HashMap<>();
        Map<String, SortedMap<Integer, List<Copy>>> holders = new HashMap<>();
        byService(replicas)
                .forEach(
                        (service, ofService) -> {
                            OfService before = known.get(service);
                            OfService found =
                                    before != null && before.isOf(ofService)
                                            ? before
                                            : OfService.of(ofService);
                            now.put(service, found);
                            holders.put(service, found.bySlot());
                        });
        known = now;
        return holders;
    }

    private static Map<String, List<Replica>> byService(List<Replica> replicas) {
        Map<String, List<Replica>> byService = new HashMap<>();
        String service = "";
        List<Replica> ofService = new ArrayList<>();
        for (Replica replica : replicas) {
            if (replica.state().holdsSlot()) {
                if (!replica.service().equals(service)) {
                    service = replica.service();
                    ofService = byService.computeIfAbsent(service, ignored -> new ArrayList<>());
                }
                ofService.add(replica);
            }
        }
        return byService;
    }

    private static SortedMap<Integer, List<Copy>> bySlot(List<Replica> replicas) {
        Map<String, List<Replica>> copies = new LinkedHashMap<>();
        for (Replica replica : replicas) {
            copies.computeIfAbsent(replica.copy(), ignored -> new ArrayList<>(1)).add(replica);
        }
        SortedMap<Integer, List<Copy>> bySlot = new TreeMap<>();
        copies.forEach(
                (name, parts) -> {
                    parts.sort(Comparator.comparingInt(Replica::part));
                    bySlot.computeIfAbsent(parts.getFirst().slot(), ignored -> new ArrayList<>(1))
                            .add(new Copy(name, parts));
                });
        return Collections.unmodifiableSortedMap(bySlot);
    }
}
