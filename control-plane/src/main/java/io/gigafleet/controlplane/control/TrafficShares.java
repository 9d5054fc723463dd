package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.schemas.v1.TrafficShare;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Splits every service's traffic over its routed replicas in equal, adjacent intervals of a million
 * points, in order of slot, so that no request has two takers and none has no taker.
 */
final class TrafficShares {

    private static final int POINTS = 1_000_000;

    private TrafficShares() {}

    /** Shares by replica id; a replica that is not routed has none. */
    static Map<String, TrafficShare> of(Collection<Replica> replicas) {
        Map<String, List<Replica>> routed = new TreeMap<>();
        for (Replica replica : replicas) {
            if (replica.routed()) {
                routed.computeIfAbsent(replica.service(), ignored -> new ArrayList<>())
                        .add(replica);
            }
        }
        Map<String, TrafficShare> shares = new HashMap<>();
        routed.values().forEach(ofService -> split(ofService, shares));
        return shares;
    }

    private static void split(List<Replica> routed, Map<String, TrafficShare> shares) {
        routed.sort(Comparator.comparingInt(Replica::slot));
        int count = routed.size();
        for (int at = 0; at < count; at++) {
            shares.put(
                    routed.get(at).id(),
                    TrafficShare.newBuilder()
                            .setFromPpm((int) ((long) POINTS * at / count))
                            .setToPpm((int) ((long) POINTS * (at + 1) / count))
                            .build());
        }
    }
}
