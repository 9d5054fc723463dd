package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.gigafleet.schemas.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Between a manifest's record and its JSON, in the words that manifests use. */
public final class ManifestBinding {

    private static final Map<String, Class<? extends Manifest>> RECORDS =
            Map.of(
                    "Site", Site.class,
                    "Sku", Sku.class,
                    "Rack", Rack.class,
                    "Tenant", Tenant.class,
                    "InferenceService", InferenceService.class,
                    "RackDelivery", RackDelivery.class,
                    "Rollout", Rollout.class);

    private ManifestBinding() {}

    /** Made when the first manifest is bound: reflection over the records costs time at start. */
    private static final class Loaded {
        static final ObjectMapper MAPPER =
                JsonMapper.builder()
                        .addModule(new Jdk8Module())
                        .addModule(
                                new SimpleModule()
                                        .addDeserializer(Duration.class, new DurationReader())
                                        .addSerializer(Duration.class, new DurationWriter()))
                        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                        .defaultPropertyInclusion(
                                JsonInclude.Value.construct(
                                        JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                        .build();
    }

    /**
     * The record of a document that keeps to its kind's schema.
     *
     * @throws IllegalStateException if it can't be bound: then schema and record differ
     */
    public static Manifest bind(String kind, JsonNode document) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.set("metadata", document.get("metadata"));
        content.set("spec", document.get("spec"));
        try {
            return Loaded.MAPPER.treeToValue(
                    content, Objects.requireNonNull(RECORDS.get(kind), kind));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "kind " + kind + ": the schema allows what the record does not take", e);
        }
    }

    /** {@code metadata} and {@code spec} of a manifest, without what is empty. */
    public static ObjectNode json(Manifest manifest) {
        return Loaded.MAPPER.valueToTree(manifest);
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return Durations.parse(parser.getText());
        }
    }

    private static final class DurationWriter extends StdSerializer<Duration> {
        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(
                Duration duration, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(Durations.format(duration));
        }
    }
}
