package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.AlarmRow;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.RoomMade;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.schemas.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a cycle has to tell racks and the outside, in order. */
final class CycleRecords {

    private static final String ASSIGNMENTS = TopicCatalogue.builtIn().assignments().name();

    private final FleetEvents events;
    private final LeaderMemory memory;
    private boolean announced;

    CycleRecords(FleetEvents events, LeaderMemory memory) {
        this.events = events;
        this.memory = memory;
    }

    /** What the guard has to tell. */
    record GuardNews(List<SeenAct> acts, List<AlarmRow> alarms, Quiet quiet) {
        GuardNews {
            acts = List.copyOf(acts);
            alarms = List.copyOf(alarms);
        }
    }

    /** The outside knows who leads. */
    void announced() {
        announced = true;
    }

    List<OutboxRecord> of(
            CycleOutcome outcome,
            RolloutDecision rollouts,
            List<RackAssignment> assignments,
            List<RackSeen> changedRacks,
            GuardNews guard,
            long nowMillis) {
        List<OutboxRecord> records = new ArrayList<>();
        if (!announced) {
            records.add(events.leaderElected(nowMillis));
        }
        for (RackAssignment assignment : assignments) {
            records.add(
                    new OutboxRecord(
                            ASSIGNMENTS, assignment.rack(), Map.of(), assignment.payload()));
        }
        for (Replica replica : outcome.changed()) {
            records.add(events.replica(replica, nowMillis));
        }
        addPreempted(outcome, records, nowMillis);
        outcome.moved().forEach(move -> records.add(events.moved(move, nowMillis)));
        addRollouts(rollouts, records, nowMillis);
        for (RackSeen rack : changedRacks) {
            if (memory.isNewCondition(rack)) {
                records.add(events.rackCondition(rack, nowMillis));
            }
        }
        guard.acts().forEach(act -> records.add(events.safetyAct(act)));
        addAlarms(guard, records, nowMillis);
        return records;
    }

    private void addRollouts(RolloutDecision rollouts, List<OutboxRecord> records, long nowMillis) {
        rollouts.moves().forEach(move -> records.add(events.rackStage(move, nowMillis)));
        rollouts.tickets().forEach(ticket -> records.add(events.repairTicket(ticket, nowMillis)));
        for (RolloutState state : rollouts.states()) {
            if (memory.rollouts().isNewPhase(state)) {
                records.add(
                        events.rolloutPhase(
                                state,
                                memory.rollouts().members(state.rollout(), rollouts),
                                nowMillis));
            }
        }
    }

    /** Nobody is told of a silenced alarm, neither when it begins nor when it ends. */
    private void addAlarms(GuardNews guard, List<OutboxRecord> records, long nowMillis) {
        for (AlarmRow alarm : guard.alarms()) {
            boolean isNews = !alarm.stands() || memory.alarms().isRaised(alarm);
            if (isNews && !guard.quiet().covers(alarm.alarm())) {
                records.add(events.alarm(alarm, nowMillis));
            }
        }
    }

    private void addPreempted(CycleOutcome outcome, List<OutboxRecord> records, long nowMillis) {
        Map<String, RoomMade.Preempted> preempted = new HashMap<>();
        outcome.room().preempted().forEach(each -> preempted.put(each.replica(), each));
        for (Replica replica : preempted.isEmpty() ? List.<Replica>of() : outcome.changed()) {
            RoomMade.Preempted given = preempted.get(replica.id());
            if (given != null) {
                records.add(events.preempted(replica, given, nowMillis));
            }
        }
    }
}
