package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.PlanSteps.Moved;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.ledger.RoomMade;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.controlplane.safety.health.EvictionRate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one cycle decided about replicas.
 *
 * @param replicas all replicas as they shall be, in order of id, those just STOPPED included
 * @param racks the racks as they stand after the cycle, by index of the topology
 * @param rollouts what was decided of rollouts
 * @param changed those of them that are new or differ from the input
 * @param room what is done to make room for slots that wait
 * @param moved parts that begin to move, to make room
 * @param overdue preempted replicas that have to stop now, finished or not
 * @param unplaced slots without a place
 * @param audit why
 * @param violations what the verifier found wrong with the plan; then nothing of it is in here
 * @param suggestions racks a person may have given up
 * @param held racks that would be evicted but for now are not, and why
 */
record CycleOutcome(
        List<Replica> replicas,
        List<RackView> racks,
        RolloutDecision rollouts,
        List<Replica> changed,
        RoomMade room,
        List<Moved> moved,
        Set<String> overdue,
        List<Unplaced> unplaced,
        List<AuditEntry> audit,
        List<String> violations,
        List<Suggestion> suggestions,
        Map<String, String> held,
        EvictionRate evictionRate) {

    CycleOutcome {
        replicas = List.copyOf(replicas);
        racks = List.copyOf(racks);
        changed = List.copyOf(changed);
        moved = List.copyOf(moved);
        overdue = Set.copyOf(overdue);
        unplaced = List.copyOf(unplaced);
        audit = List.copyOf(audit);
        violations = List.copyOf(violations);
        suggestions = List.copyOf(suggestions);
        held = Map.copyOf(held);
    }
}
