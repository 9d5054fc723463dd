package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.schemas.v1.TrafficShare;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Splits every service's traffic over its routed slots in equal, adjacent intervals of a million
 * points, in order of slot, and a slot's over those of its parts that take requests, so that no
 * request has two takers and none has no taker.
 */
final class TrafficShares {

    private static final int POINTS = 1_000_000;
    private static final Comparator<Replica> ORDER =
            Comparator.comparingInt(Replica::slot).thenComparingInt(Replica::part);

    private TrafficShares() {}

    /**
     * Shares by replica id; a replica that is not routed, or takes no requests, has none.
     *
     * @param takesRequests whether requests come to a part, or only their answers are written there
     */
    static Map<String, TrafficShare> of(
            Collection<Replica> replicas, Predicate<Replica> takesRequests) {
        Map<String, List<Replica>> routed = new HashMap<>();
        for (Replica replica : replicas) {
            if (replica.routed() && takesRequests.test(replica)) {
                routed.computeIfAbsent(replica.service(), ignored -> new ArrayList<>())
                        .add(replica);
            }
        }
        Map<String, TrafficShare> shares = new HashMap<>();
        routed.values().forEach(ofService -> split(ofService, shares));
        return shares;
    }

    private static void split(List<Replica> routed, Map<String, TrafficShare> shares) {
        routed.sort(ORDER);
        List<List<Replica>> slots = new ArrayList<>();
        for (Replica replica : routed) {
            if (slots.isEmpty() || slots.getLast().getFirst().slot() != replica.slot()) {
                slots.add(new ArrayList<>(1));
            }
            slots.getLast().add(replica);
        }
        for (int slot = 0; slot < slots.size(); slot++) {
            int from = point(slot, slots.size());
            int points = point(slot + 1, slots.size()) - from;
            List<Replica> parts = slots.get(slot);
            for (int part = 0; part < parts.size(); part++) {
                shares.put(
                        parts.get(part).id(),
                        TrafficShare.newBuilder()
                                .setFromPpm(from + (int) ((long) points * part / parts.size()))
                                .setToPpm(from + (int) ((long) points * (part + 1) / parts.size()))
                                .build());
            }
        }
    }

    private static int point(int slot, int slots) {
        return (int) ((long) POINTS * slot / slots);
    }
}
