package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that was found where another was expected.
 *
 * @param text the value as a plain word; empty for lists and blocks
 * @param words what to call it in a message: {@code 'foo'}, {@code the number 3}, {@code a list}
 */
record Found(String text, String words) {

    static Found of(JsonNode value, FieldPath field) {
        return switch (value.getNodeType()) {
            case STRING -> new Found(value.asText(), "'" + value.asText() + "'");
            case NUMBER -> {
                String number =
                        value.isIntegralNumber()
                                ? value.asText()
                                : YamlScalars.write(value.doubleValue());
                yield new Found(number, number);
            }
            case BOOLEAN -> new Found(value.asText(), value.asText());
            case NULL, MISSING -> new Found("", "nothing");
            case ARRAY -> new Found("", "a list");
            case OBJECT -> new Found("", "a block of fields");
            case BINARY, POJO ->
                    throw new IllegalStateException(
                            "field " + field + " holds a " + value.getNodeType());
        };
    }
}
