package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.RoomMade;
import io.gigafleet.controlplane.ledger.RoomMade.Preempted;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a leader remembers of room that is being made. The one thread of the loop owns it. */
final class RoomBook {

    private final TreeMap<String, Preempted> preempted = new TreeMap<>();
    private List<Promised> promised;

    RoomBook(List<Preempted> preempted, List<Promised> promised) {
        preempted.forEach(replica -> this.preempted.put(replica.replica(), replica));
        this.promised = List.copyOf(promised);
    }

    /** Of a fleet in which nobody makes room. */
    static RoomBook empty() {
        return new RoomBook(List.of(), List.of());
    }

    /**
     * What was decided before.
     *
     * @param preempted replicas that may still finish what they have, by id
     * @param promised room that is being made
     */
    record Memory(Map<String, Preempted> preempted, List<Promised> promised) {
        static final Memory NONE = new Memory(Map.of(), List.of());
    }

    Memory memory() {
        return new Memory(Map.copyOf(preempted), promised);
    }

    void committed(RoomMade room, Collection<Replica> changed) {
        room.preempted().forEach(replica -> preempted.put(replica.replica(), replica));
        for (Replica replica : changed) {
            if (replica.state() == ReplicaState.STOPPED) {
                preempted.remove(replica.id());
            }
        }
        if (room.promised().isPresent()) {
            promised = room.promised().get();
        }
    }
}
