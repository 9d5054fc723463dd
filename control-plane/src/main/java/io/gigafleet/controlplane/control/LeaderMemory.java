package io.gigafleet.controlplane.control;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.Decisions;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.Decisions.UnplacedSlot;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Fence;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a leader remembers of the ledger, which it alone writes. Loaded when it takes over, changed
 * only by what it has committed. The one thread of the loop owns it.
 */
final class LeaderMemory {

    private final TreeMap<String, Replica> replicas = new TreeMap<>();
    private Optional<List<Replica>> replicasInOrder = Optional.empty();
    private final Map<String, Assignment> assignments = new HashMap<>();
    private final Map<String, RackSeen> seen = new HashMap<>();
    private final RolloutBook rollouts;
    private final RoomBook room;
    private final AlarmBook alarms;
    private final SuggestionBook suggestions;
    private Optional<List<UnplacedSlot>> unplaced = Optional.empty();

    LeaderMemory(
            List<Replica> replicas,
            List<RackAssignment> assignments,
            RolloutBook rollouts,
            RoomBook room,
            AlarmBook alarms,
            SuggestionBook suggestions) {
        this.suggestions = suggestions;
        this.alarms = alarms;
        this.rollouts = rollouts;
        this.room = room;
        replicas.forEach(this::remember);
        assignments.forEach(this::remember);
    }

    /** In order of id; the same list until one is committed. */
    List<Replica> replicas() {
        if (replicasInOrder.isEmpty()) {
            replicasInOrder = Optional.of(List.copyOf(replicas.values()));
        }
        return replicasInOrder.get();
    }

    RolloutBook rollouts() {
        return rollouts;
    }

    RoomBook room() {
        return room;
    }

    AlarmBook alarms() {
        return alarms;
    }

    SuggestionBook suggestions() {
        return suggestions;
    }

    Map<String, Assignment> assignments() {
        return assignments;
    }

    /** Racks whose report covers the newest assignment that was committed for them. */
    Set<String> current(Map<String, Confirmation> confirmations) {
        Set<String> current = new HashSet<>();
        confirmations.forEach(
                (rack, confirmation) -> {
                    Assignment assignment = assignments.get(rack);
                    if (assignment != null && covers(confirmation, assignment.getFence())) {
                        current.add(rack);
                    }
                });
        return current;
    }

    private static boolean covers(Confirmation confirmation, Fence fence) {
        return confirmation.covers(fence.getEpoch(), fence.getGeneration());
    }

    /** The new list if it differs from what was last committed. */
    Optional<List<UnplacedSlot>> changed(List<UnplacedSlot> now) {
        return unplaced.isPresent() && unplaced.get().equals(now)
                ? Optional.empty()
                : Optional.of(now);
    }

    /** Those that differ from what was last committed. */
    List<RackSeen> changed(Collection<RackSeen> now) {
        return now.stream().filter(rack -> !rack.equals(seen.get(rack.rack()))).toList();
    }

    /** Whether a rack's condition differs from what was last committed. */
    boolean isNewCondition(RackSeen rack) {
        RackSeen before = seen.get(rack.rack());
        return before == null || before.condition() != rack.condition();
    }

    /** Takes over what was committed. */
    void committed(Decisions decisions, long nowMillis) {
        rollouts.committed(decisions.rollouts(), nowMillis);
        decisions.replicas().forEach(this::remember);
        room.committed(decisions.room(), decisions.replicas());
        decisions.assignments().forEach(this::remember);
        alarms.committed(decisions.alarms());
        suggestions.committed(decisions.suggestions());
        decisions.seen().forEach(rack -> seen.put(rack.rack(), rack));
        if (decisions.unplaced().isPresent()) {
            unplaced = decisions.unplaced();
        }
    }

    private void remember(Replica replica) {
        replicasInOrder = Optional.empty();
        if (replica.state() == ReplicaState.STOPPED) {
            replicas.remove(replica.id());
        } else {
            replicas.put(replica.id(), replica);
        }
    }

    private void remember(RackAssignment assignment) {
        try {
            assignments.put(assignment.rack(), Assignment.parseFrom(assignment.payload()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "the ledger's assignment of rack " + assignment.rack() + " is unreadable", e);
        }
    }
}
