package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.schemas.EventType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the plane sends keeps to the schemas that consumers outside were given. */
class FleetEventsTest {

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
        sent.add(typeOf(events.leaderElected(1)));
        assertThat(sent).isEqualTo(EnumSet.allOf(EventType.class));
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
