package io.gigafleet.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the JSON Schema and the records together. */
class ManifestSchemaTest {

    private static final ManifestSchema SCHEMA = ManifestSchema.loaded();

    @Test
    void definesEveryKindThereIs() {
        assertThat(ManifestSchema.KINDS)
                .containsExactlyElementsOf(
                        Arrays.stream(Manifest.class.getPermittedSubclasses())
                                .map(Class::getSimpleName)
                                .toList());
    }

    @Test
    void isItselfValid() throws IOException {
        JsonNode schema =
                new ObjectMapper()
                        .readTree(BundledManifests.text("/gigafleet/manifest.schema.json"));

        assertThat(
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(
                                        SchemaLocation.of(
                                                "https://json-schema.org/draft/2020-12/schema"))
                                .validate(schema))
                .isEmpty();
    }

    @Test
    void asAWholeAcceptsWhatTheReaderAccepts() throws IOException {
        JsonNode schema =
                new ObjectMapper()
                        .readTree(BundledManifests.text("/gigafleet/manifest.schema.json"));
        JsonNode service = ManifestWriter.toJson(Readings.only(Readings.SERVICE).manifest());

        assertThat(
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(schema)
                                .validate(service))
                .isEmpty();
    }

    @Test
    void hasExactlyTheFieldsOfTheRecords() {
        List<String> differences = new ArrayList<>();
        for (Class<?> kind : Manifest.class.getPermittedSubclasses()) {
            for (RecordComponent part : kind.getRecordComponents()) {
                JsonNode field =
                        SCHEMA.definition(kind.getSimpleName())
                                .path("properties")
                                .path(part.getName());
                compare(
                        kind.getSimpleName() + "." + part.getName(),
                        part.getGenericType(),
                        field,
                        differences);
            }
        }

        assertThat(differences).isEmpty();
    }

    private static void compare(String where, Type type, JsonNode field, List<String> differences) {
        JsonNode definition = SCHEMA.followed(field);
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            compare(
                    where + "[]",
                    list.getActualTypeArguments()[0],
                    definition.path("items"),
                    differences);
        } else if (type instanceof ParameterizedType some && some.getRawType() == Optional.class) {
            compare(where, some.getActualTypeArguments()[0], field, differences);
        } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            assertThat(definition.path("additionalProperties").isObject()).as(where).isTrue();
        } else if (type instanceof Class<?> record && record.isRecord()) {
            List<String> components =
                    Arrays.stream(record.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList();
            List<String> properties = new ArrayList<>();
            definition.path("properties").fieldNames().forEachRemaining(properties::add);
            if (!components.equals(properties)) {
                differences.add(where + ": record " + components + ", schema " + properties);
            }
            for (RecordComponent part : record.getRecordComponents()) {
                compare(
                        where + "." + part.getName(),
                        part.getGenericType(),
                        definition.path("properties").path(part.getName()),
                        differences);
            }
        } else if (type instanceof Class<?> words && words.isEnum()) {
            List<String> known = new ArrayList<>();
            definition.path("enum").forEach(word -> known.add(word.asText()));
            List<String> constants =
                    Arrays.stream(words.getEnumConstants())
                            .map(word -> word.toString().toLowerCase(Locale.ROOT))
                            .toList();
            if (!constants.equals(known)) {
                differences.add(where + ": record " + constants + ", schema " + known);
            }
        } else if (definition.path("type").isMissingNode()) {
            differences.add(where + ": the schema gives no type");
        }
    }

    @Test
    void everyFieldHasWordsForItsMessages() {
        List<String> wordless = new ArrayList<>();
        for (String kind : ManifestSchema.KINDS) {
            wordless(kind, SCHEMA.definition(kind).path("properties").path("spec"), wordless);
        }

        assertThat(wordless).isEmpty();
    }

    private static void wordless(String where, JsonNode field, List<String> wordless) {
        JsonNode definition = SCHEMA.followed(field);
        switch (definition.path("type").asText()) {
            case "object" ->
                    definition
                            .path("properties")
                            .properties()
                            .forEach(
                                    property ->
                                            wordless(
                                                    where + "." + property.getKey(),
                                                    property.getValue(),
                                                    wordless));
            case "array" -> wordless(where + "[]", definition.path("items"), wordless);
            case "string", "integer", "number" -> {
                if (!definition.has("title") || definition.path("examples").isEmpty()) {
                    wordless.add(where);
                }
            }
            default -> {}
        }
    }
}
