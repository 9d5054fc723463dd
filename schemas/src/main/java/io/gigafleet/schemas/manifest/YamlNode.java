package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A YAML value that knows where it was written. */
sealed interface YamlNode {

    /** Where the value begins. */
    Position at();

    /** The value without its positions. */
    JsonNode json();

    /**
     * Text, a number, true, false or nothing.
     *
     * @param quoted whether it was written in quotes or as a block, which makes it text whatever it
     *     looks like
     */
    record Scalar(String text, boolean quoted, Position at) implements YamlNode {
        @Override
        public JsonNode json() {
            return quoted ? TextNode.valueOf(text) : YamlScalars.read(text);
        }
    }

    record Sequence(List<YamlNode> items, Position at) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode json() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(item -> array.add(item.json()));
            return array;
        }
    }

    /** Fields in the order they were written. */
    record Mapping(Map<String, Field> fields, Position at) implements YamlNode {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        boolean has(String name) {
            return fields.containsKey(name);
        }

        Field field(String name) {
            return Objects.requireNonNull(fields.get(name), name);
        }

        @Override
        public JsonNode json() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, field) -> object.set(name, field.value().json()));
            return object;
        }
    }

    /** A field's name and value. */
    record Field(Position nameAt, YamlNode value) {}
}
