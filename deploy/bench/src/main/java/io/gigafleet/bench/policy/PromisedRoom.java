package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Room that is being made, and for whom, from one cycle to the next; as the plane keeps it. */
final class PromisedRoom {

    /** How long room stays promised after those who leave it must be gone. */
    private static final int PROMISE_SECONDS = 60;

    private record Promised(String slot, int rack, AcceleratorSet accelerators, int untilSecond) {}

    private List<Promised> promised = new ArrayList<>();

    /** The promises to those who still wait; others are forgotten. */
    List<Promise> inForce(Collection<Demand> demands, int second) {
        Map<String, Demand> waiting = new HashMap<>();
        demands.forEach(demand -> waiting.put(slot(demand), demand));
        promised.removeIf(
                promise -> second >= promise.untilSecond() || !waiting.containsKey(promise.slot()));
        List<Promise> given = new ArrayList<>();
        for (Promised promise : promised) {
            Demand demand = waiting.get(promise.slot());
            if (demand != null) {
                given.add(new Promise(demand, promise.rack(), promise.accelerators()));
            }
        }
        return given;
    }

    /**
     * Promises the place of those who go.
     *
     * @param leaving by rack
     * @param goneSecond when they must be gone
     */
    void promise(Demand demand, Map<Integer, List<Replica>> leaving, int goneSecond) {
        String slot = slot(demand);
        promised.removeIf(promise -> promise.slot().equals(slot));
        new TreeMap<>(leaving)
                .forEach(
                        (rack, replicas) ->
                                promised.add(
                                        new Promised(
                                                slot,
                                                rack,
                                                AcceleratorSet.of(
                                                        replicas.stream()
                                                                .flatMap(
                                                                        replica ->
                                                                                replica
                                                                                        .accelerators()
                                                                                        .stream())
                                                                .toList()),
                                                goneSecond + PROMISE_SECONDS)));
    }

    private static String slot(Demand demand) {
        return demand.service().name() + '/' + demand.slot();
    }
}
