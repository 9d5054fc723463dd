package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.gigafleet.controlplane.control.PlanSteps.Moved;
import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.ledger.AlarmRow;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.RoomMade.Preempted;
import io.gigafleet.controlplane.placement.Preemption.Cause;
import io.gigafleet.controlplane.rollout.Forecast;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutDecision.Move;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.RolloutState.Pause;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import io.gigafleet.schemas.EventType;
import io.gigafleet.schemas.RackStage;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the plane sends keeps to the schemas that consumers outside were given. */
class FleetEventsTest {

    private static final Replica SERVING =
            TestFleet.replica(TestFleet.service("batch", 8, 1, 1), 0, 1, 0, ReplicaState.SERVING);

    private final FleetEvents events = new FleetEvents(CycleStory.TERM, "dps-8");

    @ParameterizedTest
    @EnumSource(ReplicaState.class)
    void replicaEventsKeepToTheirSchemas(ReplicaState state) throws IOException {
        assertValid(
                events.replica(
                        TestFleet.replica(TestFleet.service("chat", 8, 1, 1), 0, 1, 0, state),
                        1_000));
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void conditionEventsKeepToTheirSchema(Condition condition) throws IOException {
        assertValid(
                events.rackCondition(
                        new RackSeen("r1", condition, "told so", 1_000, "host", 1, 1, "", ""),
                        1_000));
    }

    @ParameterizedTest
    @EnumSource(Move.Kind.class)
    void stageEventsKeepToTheirSchema(Move.Kind kind) throws IOException {
        assertValid(events.rackStage(move(kind), 1_000));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void phaseEventsKeepToTheirSchema(Phase phase) throws IOException {
        assertValid(
                events.rolloutPhase(
                        rollout(phase, phase == Phase.PAUSED ? Pause.BREACH : Pause.NONE),
                        List.of(),
                        1_000));
    }

    @ParameterizedTest
    @EnumSource(Pause.class)
    void pauseEventsKeepToTheirSchema(Pause pause) throws IOException {
        Phase phase = pause == Pause.NONE ? Phase.RUNNING : Phase.PAUSED;
        assertValid(events.rolloutPhase(rollout(phase, pause), List.of(), 1_000));
    }

    @Test
    void phaseEventCountsTheRacksOfItsRollout() throws IOException {
        OutboxRecord event =
                events.rolloutPhase(
                        rollout(Phase.RUNNING, Pause.NONE),
                        List.of(
                                member("r1", Member.State.DONE),
                                member("r2", Member.State.DONE),
                                member("r3", Member.State.QUARANTINED),
                                member("r4", Member.State.SKIPPED),
                                member("r5", Member.State.ACTIVE)),
                        1_000);

        JsonNode told = new ObjectMapper().readTree(event.payload());
        assertThat(told.get("racks").asInt()).isEqualTo(5);
        assertThat(told.get("racksInService").asInt()).isEqualTo(2);
        assertThat(told.get("racksQuarantined").asInt()).isEqualTo(1);
        assertThat(told.get("racksSkipped").asInt()).isEqualTo(1);
    }

    @Test
    void ticketEventsKeepToTheirSchemaOpenAndClosed() throws IOException {
        assertValid(events.repairTicket(ticket(OptionalLong.empty()), 1_000));
        assertValid(events.repairTicket(ticket(OptionalLong.of(900)), 1_000));
    }

    @Test
    void eventsOfMadeRoomKeepToTheirSchemas() throws IOException {
        assertValid(preempted());
        assertValid(moved());
    }

    private OutboxRecord preempted() {
        return events.preempted(
                SERVING, new Preempted(SERVING.id(), "chat", 2, Cause.PRIORITY, 31_000), 1_000);
    }

    private OutboxRecord moved() {
        return events.moved(new Moved(SERVING, SERVING, new SlotName("chat", 2)), 1_000);
    }

    @Test
    void leaderEventKeepsToItsSchema() throws IOException {
        assertValid(events.leaderElected(1_000));
    }

    @Test
    void everyEventHasAnIdOfItsOwn() {
        assertThat(events.leaderElected(1).headers().get("ce_id"))
                .isNotEqualTo(events.leaderElected(1).headers().get("ce_id"));
    }

    @Test
    void everyPromisedTypeIsSent() {
        Set<EventType> sent = EnumSet.noneOf(EventType.class);
        for (ReplicaState state : ReplicaState.values()) {
            sent.add(
                    typeOf(
                            events.replica(
                                    TestFleet.replica(
                                            TestFleet.service("chat", 8, 1, 1), 0, 1, 0, state),
                                    1_000)));
        }
        sent.add(
                typeOf(
                        events.rackCondition(
                                new RackSeen("r1", Condition.LOST, "", 1, "", 1, 1, "", ""), 1)));
        sent.add(typeOf(preempted()));
        sent.add(typeOf(moved()));
        sent.add(typeOf(events.leaderElected(1)));
        sent.add(typeOf(events.rackStage(move(Move.Kind.ADVANCE), 1)));
        sent.add(typeOf(events.rolloutPhase(rollout(Phase.RUNNING, Pause.NONE), List.of(), 1)));
        sent.add(typeOf(events.repairTicket(ticket(OptionalLong.empty()), 1)));
        sent.add(typeOf(events.safetyAct(act(true))));
        sent.add(typeOf(events.alarm(alarm(OptionalLong.empty()), 1)));
        sent.add(typeOf(events.alarm(alarm(OptionalLong.of(2)), 1)));
        assertThat(sent).isEqualTo(EnumSet.allOf(EventType.class));
    }

    @Test
    void safetyEventsKeepToTheirSchemas() throws IOException {
        assertValid(events.safetyAct(act(true)));
        assertValid(events.safetyAct(act(false)));
        assertValid(events.alarm(alarm(OptionalLong.empty()), 1_000));
        assertValid(events.alarm(alarm(OptionalLong.of(2_000)), 1_000));
    }

    private static SeenAct act(boolean done) {
        return new SeenAct(
                new GuardAct(Automation.LOAD_TARGET, "cap", "site", "700 kW of 600 kW", done),
                1_000);
    }

    private static AlarmRow alarm(OptionalLong clearedAtMillis) {
        return new AlarmRow(
                new GuardAlarm("leak rack/r1", Severity.CRITICAL, "rack/r1", "two trays leak"),
                1_000,
                1_000,
                1,
                clearedAtMillis);
    }

    private static Move move(Move.Kind kind) {
        return new Move(
                "north",
                "r1",
                2,
                RackStage.PROVISIONED,
                RackStage.BURNED_IN,
                kind,
                1,
                "hottest die 71 °C of 87");
    }

    private static RolloutState rollout(Phase phase, Pause pause) {
        return new RolloutState(
                "north",
                phase,
                pause,
                "told so",
                1,
                3,
                1_000,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                0,
                Map.of("chat", 0.97),
                Forecast.UNKNOWN,
                Forecast.UNKNOWN);
    }

    private static Member member(String rack, Member.State state) {
        return new Member(
                "north",
                rack,
                1,
                state,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static RepairTicket ticket(OptionalLong closedAtMillis) {
        return new RepairTicket(
                "north/r1/1",
                "r1",
                "north",
                RackStage.BURNED_IN,
                "ACCELERATOR",
                "accelerator 17",
                "1 accelerators stopped drawing power under load",
                500,
                closedAtMillis,
                closedAtMillis.isPresent() ? "re-tested up to IN_SERVICE: fresh, no alarm" : "");
    }

    private static EventType typeOf(OutboxRecord event) {
        return EventType.of(Objects.requireNonNull(event.headers().get("ce_type"))).orElseThrow();
    }

    private static void assertValid(OutboxRecord event) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(
                                SpecVersion.VersionFlag.V202012,
                                factory ->
                                        factory.schemaMappers(
                                                mappers ->
                                                        mappers.mapPrefix(
                                                                "https://gigafleet.io/schemas/v1/events",
                                                                "classpath:gigafleet/events")))
                        .getSchema(
                                SchemaLocation.of(
                                        "classpath:"
                                                + typeOf(event).schemaResource().substring(1)));
        assertThat(schema.validate(new ObjectMapper().readTree(event.payload()))).isEmpty();
    }
}
