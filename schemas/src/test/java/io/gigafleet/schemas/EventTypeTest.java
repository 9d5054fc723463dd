package io.gigafleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/gigafleet/events");
    private static final String ROOT = "https://gigafleet.io/schemas/v1/";
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder ->
                            builder.schemaMappers(
                                    mappers -> mappers.mapPrefix(ROOT, "classpath:gigafleet/")));

    private static JsonNode read(EventType event) throws IOException {
        return new ObjectMapper().readTree(SCHEMAS.resolve(event.type() + ".schema.json").toFile());
    }

    private static JsonSchema schema(EventType event) {
        return FACTORY.getSchema(
                SchemaLocation.of(ROOT + "events/" + event.type() + ".schema.json"));
    }

    @Test
    void everySchemaBelongsToAnEvent() throws IOException {
        List<String> expected =
                Stream.concat(
                                Stream.of(
                                        "replica.v1.schema.json",
                                        "grid.loadtarget.set.v1.schema.json"),
                                Arrays.stream(EventType.values())
                                        .map(event -> event.type() + ".schema.json"))
                        .toList();
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void schemaIsOnTheClasspathUnderItsOwnName(EventType event) throws IOException {
        assertThat(EventType.class.getResource(event.schemaResource())).isNotNull();
        assertThat(read(event).path("$id").asText())
                .isEqualTo(ROOT + "events/" + event.type() + ".schema.json");
        assertThat(read(event).path("title").asText()).isEqualTo(event.type());
    }

    @ParameterizedTest
    @EnumSource
    void examplesKeepToTheirSchema(EventType event) throws IOException {
        JsonNode examples = read(event).path("examples");

        assertThat(examples).isNotEmpty();
        assertThat(examples).allSatisfy(data -> assertThat(schema(event).validate(data)).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfTheExampleIsRequired(EventType event) throws IOException {
        ObjectNode example = (ObjectNode) read(event).path("examples").get(0);

        assertThat(example.properties())
                .allSatisfy(
                        field ->
                                assertThat(
                                                schema(event)
                                                        .validate(
                                                                example.deepCopy()
                                                                        .without(field.getKey())))
                                        .as(field.getKey())
                                        .isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void readersOfTodayTakeAFieldOfTomorrow(EventType event) throws IOException {
        ObjectNode example = (ObjectNode) read(event).path("examples").get(0);

        assertThat(schema(event).validate(example.deepCopy().put("addedLater", 1))).isEmpty();
    }

    @Test
    void eventOfAnotherStateIsRefused() throws IOException {
        JsonNode placed = read(EventType.REPLICA_PLACED).path("examples").get(0);

        assertThat(schema(EventType.REPLICA_STOPPED).validate(placed)).isNotEmpty();
    }

    @Test
    void eventIsFoundByItsType() {
        assertThat(EventType.of("io.gigafleet.rack.condition.v1"))
                .contains(EventType.RACK_CONDITION);
        assertThat(EventType.of("io.gigafleet.rack.condition.v2")).isEmpty();
    }
}
