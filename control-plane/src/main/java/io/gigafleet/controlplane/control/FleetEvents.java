package io.gigafleet.controlplane.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.controlplane.control.PlanSteps.Moved;
import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.ledger.AlarmRow;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.RoomMade.Preempted;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.schemas.EventType;
import io.gigafleet.schemas.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Writes what happened as CloudEvents in binary mode, for consumers outside. */
final class FleetEvents {

    private static final String TOPIC = TopicCatalogue.builtIn().events().name();

    private final Term term;
    private final String idPrefix;
    private final String source;
    private long written;

    /** Events of one term; their ids count up within it. */
    FleetEvents(Term term, String site) {
        this.term = term;
        this.idPrefix = "%s-%d-%d-".formatted(term.fleetId(), term.incarnation(), term.epoch());
        this.source = "/gigafleet/" + site;
    }

    OutboxRecord leaderElected(long nowMillis) {
        ObjectNode data = data();
        data.put("holder", term.holder());
        data.put("epoch", term.epoch());
        data.put("incarnation", term.incarnation());
        return event(EventType.LEADER_ELECTED, "leader", data, nowMillis);
    }

    OutboxRecord replica(Replica replica, long nowMillis) {
        ObjectNode data = data();
        data.put("replica", replica.id());
        data.put("service", replica.service());
        data.put("slot", replica.slot());
        data.put("part", replica.part());
        data.put("rack", replica.rack());
        replica.accelerators().forEach(data.putArray("accelerators")::add);
        data.put("state", replica.state().name());
        data.put("routed", replica.routed());
        data.put("leaving", replica.leaving());
        data.put("plannedWatts", replica.plannedWatts());
        data.put("cause", replica.cause());
        EventType type =
                switch (replica.state()) {
                    case ASSIGNED -> EventType.REPLICA_PLACED;
                    case LOADING -> EventType.REPLICA_LOADING;
                    case SERVING -> EventType.REPLICA_SERVING;
                    case DRAINING -> EventType.REPLICA_DRAINING;
                    case STOPPED -> EventType.REPLICA_STOPPED;
                };
        return event(type, "replica/" + replica.id(), data, nowMillis);
    }

    OutboxRecord preempted(Replica victim, Preempted preempted, long nowMillis) {
        ObjectNode data = place(victim);
        data.put("cause", preempted.cause().name());
        data.put("stopAt", Instant.ofEpochMilli(preempted.stopAtMillis()).toString());
        putBeneficiary(data, preempted.service(), preempted.slot());
        return event(EventType.REPLICA_PREEMPTED, "replica/" + victim.id(), data, nowMillis);
    }

    OutboxRecord moved(Moved moved, long nowMillis) {
        ObjectNode data = place(moved.from());
        data.putObject("to").put("replica", moved.to().id()).put("rack", moved.to().rack());
        putBeneficiary(data, moved.beneficiary().service(), moved.beneficiary().slot());
        return event(EventType.REPLICA_MOVED, "replica/" + moved.from().id(), data, nowMillis);
    }

    private static ObjectNode place(Replica replica) {
        return data().put("replica", replica.id())
                .put("service", replica.service())
                .put("slot", replica.slot())
                .put("part", replica.part())
                .put("rack", replica.rack());
    }

    private static void putBeneficiary(ObjectNode data, String service, int slot) {
        data.putObject("beneficiary").put("service", service).put("slot", slot);
    }

    OutboxRecord rackCondition(RackSeen rack, long nowMillis) {
        ObjectNode data = data();
        data.put("rack", rack.rack());
        data.put("condition", rack.condition().name());
        data.put("reason", rack.reason());
        data.put("since", Instant.ofEpochMilli(rack.sinceMillis()).toString());
        return event(EventType.RACK_CONDITION, "rack/" + rack.rack(), data, nowMillis);
    }

    OutboxRecord rackStage(RolloutDecision.Move move, long nowMillis) {
        ObjectNode data = data();
        data.put("rack", move.rack());
        data.put("rollout", move.rollout());
        data.put("wave", move.wave());
        data.put("from", move.from().name());
        data.put("stage", move.stage().name());
        data.put("outcome", move.what().name());
        data.put("attempt", move.attempt());
        data.put("reason", move.reason());
        return event(EventType.RACK_STAGE, "rack/" + move.rack(), data, nowMillis);
    }

    OutboxRecord rolloutPhase(RolloutState state, Collection<Member> members, long nowMillis) {
        ObjectNode data = data();
        data.put("rollout", state.rollout());
        data.put("phase", state.phase().name());
        data.put("pause", state.pause().name());
        data.put("wave", state.wave());
        data.put("waves", state.waves());
        data.put("racks", members.size());
        data.put("racksInService", count(members, Member.State.DONE));
        data.put("racksQuarantined", count(members, Member.State.QUARANTINED));
        data.put("racksSkipped", count(members, Member.State.SKIPPED));
        data.put("reason", state.reason());
        return event(EventType.ROLLOUT_PHASE, "rollout/" + state.rollout(), data, nowMillis);
    }

    private static long count(Collection<Member> members, Member.State state) {
        return members.stream().filter(member -> member.state() == state).count();
    }

    OutboxRecord repairTicket(RepairTicket ticket, long nowMillis) {
        ObjectNode data = data();
        data.put("ticket", ticket.id());
        data.put("rack", ticket.rack());
        data.put("rollout", ticket.rollout());
        data.put("state", ticket.isOpen() ? "OPEN" : "CLOSED");
        data.put("cause", ticket.cause());
        data.put("component", ticket.component());
        data.put("stage", ticket.stage().name());
        data.put("evidence", ticket.evidence());
        return event(EventType.REPAIR_TICKET, "rack/" + ticket.rack(), data, nowMillis);
    }

    /** An act of the guard, at the time it acted. */
    OutboxRecord safetyAct(SeenAct seen) {
        GuardAct act = seen.act();
        ObjectNode data = data();
        data.put("automation", act.automation().word());
        data.put("action", act.action());
        data.put("subject", act.subject());
        data.put("numbers", act.numbers());
        data.put("done", act.done());
        return event(EventType.SAFETY_ACT, act.subject(), data, seen.atMillis());
    }

    /** An alarm that was raised or cleared. */
    OutboxRecord alarm(AlarmRow row, long nowMillis) {
        GuardAlarm alarm = row.alarm();
        ObjectNode data = data();
        data.put("key", alarm.key());
        data.put("severity", alarm.severity().name().toLowerCase(Locale.ROOT));
        data.put("subject", alarm.subject());
        data.put("text", alarm.text());
        data.put("since", Instant.ofEpochMilli(row.sinceMillis()).toString());
        data.put("count", row.count());
        return event(
                row.stands() ? EventType.ALARM_RAISED : EventType.ALARM_CLEARED,
                alarm.subject(),
                data,
                nowMillis);
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode();
    }

    private OutboxRecord event(EventType type, String subject, ObjectNode data, long nowMillis) {
        written++;
        return new OutboxRecord(
                TOPIC,
                subject,
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        idPrefix + written,
                        "ce_source",
                        source,
                        "ce_type",
                        type.type(),
                        "ce_subject",
                        subject,
                        "ce_time",
                        Instant.ofEpochMilli(nowMillis).toString(),
                        "content-type",
                        "application/json"),
                data.toString().getBytes(StandardCharsets.UTF_8));
    }
}
