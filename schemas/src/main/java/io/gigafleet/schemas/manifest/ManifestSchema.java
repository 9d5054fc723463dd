package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The JSON Schema of manifests, {@code gigafleet/manifest.schema.json}, one definition per kind.
 */
final class ManifestSchema {

    /** The kinds, as the schema lists them. */
    static final List<String> KINDS =
            List.of("Site", "Sku", "Rack", "Tenant", "InferenceService", "RackDelivery", "Rollout");

    private static final String RESOURCE = "/gigafleet/manifest.schema.json";

    private final JsonNode document;
    private final Map<String, JsonSchema> byKind = new LinkedHashMap<>();

    private ManifestSchema() {
        this.document = load();
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().typeLoose(false).cacheRefs(true).build();
        JsonSchemaFactory factory =
                JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder ->
                                builder.schemaLoaders(
                                        loaders ->
                                                loaders.schemas(
                                                        Map.of(
                                                                document.get("$id").asText(),
                                                                document.toString()))));
        for (String kind : KINDS) {
            byKind.put(
                    kind,
                    factory.getSchema(
                            SchemaLocation.of(document.get("$id").asText() + "#/$defs/" + kind),
                            config));
        }
    }

    /** Read once, when the first manifest is read. */
    private static final class Loaded {
        static final ManifestSchema SCHEMA = new ManifestSchema();
    }

    static ManifestSchema loaded() {
        return Loaded.SCHEMA;
    }

    /** Every way in which a document departs from its kind's definition. */
    Set<ValidationMessage> validate(String kind, JsonNode manifest) {
        return Objects.requireNonNull(byKind.get(kind), kind).validate(manifest);
    }

    /** The definition of a kind. */
    JsonNode definition(String kind) {
        return document.at("/$defs/" + kind);
    }

    /** The schema at a JSON pointer, its reference followed. */
    JsonNode at(String pointer) {
        return followed(document.at(pointer));
    }

    /** The definition a schema refers to, or the schema itself. */
    JsonNode followed(JsonNode schema) {
        return schema.has("$ref")
                ? followed(document.at(schema.get("$ref").asText().substring(1)))
                : schema;
    }

    private static JsonNode load() {
        try (InputStream in = ManifestSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the classpath");
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
