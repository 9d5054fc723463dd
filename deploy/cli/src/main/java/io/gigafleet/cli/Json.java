package io.gigafleet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.schemas.manifest.YamlText;

/** JSON as trees: the command line binds nothing, so that it takes what newer planes add. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Reads a text; empty text is an empty object. */
    static JsonNode read(String text) throws JsonProcessingException {
        return text.isBlank() ? object() : MAPPER.readTree(text);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(JsonNode item) {
        return JsonNodeFactory.instance.arrayNode().add(item);
    }

    /** Indented, with a line end. */
    static String pretty(JsonNode json) {
        return json.toPrettyString() + "\n";
    }

    /** One YAML document. */
    static String yaml(JsonNode json) {
        return YamlText.of(json);
    }
}
