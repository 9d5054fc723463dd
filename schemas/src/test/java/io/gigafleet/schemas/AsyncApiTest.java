package io.gigafleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gigafleet.schemas.TopicCatalogue.Cleanup;
import io.gigafleet.schemas.TopicCatalogue.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Holds {@code asyncapi.yaml}, which people read, equal to {@code topics.yaml}, which code reads.
 */
class AsyncApiTest {

    private static final Path FILE = Path.of("asyncapi.yaml");

    private static JsonNode document = JsonNodeFactory.instance.objectNode();

    @BeforeAll
    static void read() throws IOException {
        Object tree =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
        document = new ObjectMapper().valueToTree(tree);
    }

    private static JsonNode channel(Topic topic) {
        return document.path("channels").path(topic.role());
    }

    private static List<JsonNode> messages(Topic topic) {
        return StreamSupport.stream(channel(topic).path("messages").spliterator(), false)
                .map(AsyncApiTest::followed)
                .toList();
    }

    private static JsonNode followed(JsonNode reference) {
        return document.at(reference.path("$ref").asText().substring(1));
    }

    @Test
    void everyTopicIsAChannelUnderItsRole() {
        List<String> roles = new ArrayList<>();
        document.path("channels").fieldNames().forEachRemaining(roles::add);

        assertThat(roles)
                .containsExactlyElementsOf(
                        TopicCatalogue.builtIn().topics().stream().map(Topic::role).toList());
        assertThat(TopicCatalogue.builtIn().topics())
                .allSatisfy(
                        topic ->
                                assertThat(channel(topic).path("address").asText())
                                        .isEqualTo(topic.name()));
    }

    @Test
    void keysAndValuesAreThoseOfTheCatalogue() {
        for (Topic topic : TopicCatalogue.builtIn().topics()) {
            assertThat(messages(topic)).as(topic.name()).isNotEmpty();
            for (JsonNode message : messages(topic)) {
                assertThat(message.path("title").asText())
                        .as(topic.name())
                        .isEqualTo(topic.value());
                assertThat(key(message)).as(topic.name()).isEqualTo(topic.key());
            }
        }
    }

    private static String key(JsonNode message) {
        JsonNode holder = message.has("traits") ? followed(message.path("traits").get(0)) : message;
        return holder.at("/bindings/kafka/key/description").asText();
    }

    @Test
    void partitionsAndRetentionAreThoseOfTheCatalogue() {
        for (Topic topic : TopicCatalogue.builtIn().topics()) {
            JsonNode kafka = channel(topic).at("/bindings/kafka");
            JsonNode configuration = kafka.path("topicConfiguration");

            assertThat(kafka.path("partitions").asInt())
                    .as(topic.name())
                    .isEqualTo(topic.partitions());
            switch (topic.cleanup()) {
                case Cleanup.Compact ignored -> {
                    assertThat(configuration.at("/cleanup.policy/0").asText()).isEqualTo("compact");
                    assertThat(configuration.has("retention.ms")).isFalse();
                }
                case Cleanup.Delete delete -> {
                    assertThat(configuration.at("/cleanup.policy/0").asText()).isEqualTo("delete");
                    assertThat(configuration.path("retention.ms").asLong())
                            .as(topic.name())
                            .isEqualTo(delete.retention().toMillis());
                }
            }
        }
    }

    @Test
    void eventsAreThoseTheProductKnows() {
        assertThat(messages(TopicCatalogue.builtIn().events()))
                .extracting(message -> message.path("name").asText())
                .containsExactlyElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::type).toList());
    }

    @Test
    void everyFileItRefersToIsThere() {
        List<String> references =
                document.findValuesAsText("$ref").stream()
                        .filter(reference -> !reference.startsWith("#"))
                        .toList();

        assertThat(references).hasSizeGreaterThan(10).allMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void everyReferenceWithinItLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref"))
                .filteredOn(reference -> reference.startsWith("#"))
                .isNotEmpty()
                .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
    }
}
