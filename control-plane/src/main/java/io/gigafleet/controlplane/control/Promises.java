package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The promises that hold in a cycle: of slots that still wait, and not past their time.
 *
 * @param held as the ledger knows them
 * @param given as the placer knows them
 */
record Promises(List<Promised> held, List<Promise> given) {

    Promises {
        held = List.copyOf(held);
        given = List.copyOf(given);
    }

    static Promises inForce(
            List<Promised> promised, List<Demand> demands, Topology topology, long nowMillis) {
        if (promised.isEmpty()) {
            return new Promises(List.of(), List.of());
        }
        Map<SlotName, Demand> waiting = new HashMap<>();
        demands.forEach(demand -> waiting.put(SlotName.of(demand), demand));
        List<Promised> held = new ArrayList<>();
        List<Promise> given = new ArrayList<>();
        for (Promised promise : promised) {
            Demand demand = waiting.get(new SlotName(promise.service(), promise.slot()));
            OptionalInt rack = topology.rackNamed(promise.rack());
            if (demand != null && rack.isPresent() && nowMillis < promise.untilMillis()) {
                held.add(promise);
                given.add(new Promise(demand, rack.getAsInt(), promise.accelerators()));
            }
        }
        return new Promises(held, given);
    }
}
