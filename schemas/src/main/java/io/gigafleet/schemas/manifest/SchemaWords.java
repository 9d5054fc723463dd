package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import io.gigafleet.schemas.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says in words what a schema expects, from its {@code title} ("a duration"), {@code description}
 * and {@code examples}.
 */
final class SchemaWords {

    private SchemaWords() {}

    /** What is wrong with a value, and what to write instead. */
    record Wrong(String message, String hint) {}

    static Wrong wrong(ValidationMessage broken, JsonNode constraint, Found found) {
        return switch (broken.getType()) {
            case "type", "pattern", "minLength" ->
                    new Wrong(
                            found.words() + " is not " + expected(constraint),
                            instead(constraint, found));
            case "enum" -> {
                List<String> words = texts(constraint.path("enum"));
                yield new Wrong(
                        found.words() + " is not one of " + String.join(", ", words),
                        NearestWord.of(found.text(), words)
                                .map(word -> "did you mean '" + word + "'?")
                                .orElse("write one of them"));
            }
            case "const" ->
                    new Wrong(
                            found.words() + " is not supported",
                            "write " + constraint.path("const").asText());
            case "minimum", "exclusiveMinimum" ->
                    new Wrong(
                            found.words() + " is too small for " + expected(constraint),
                            "write "
                                    + (broken.getType().equals("minimum")
                                            ? "at least "
                                            : "more than ")
                                    + written(constraint.path(broken.getType())));
            case "maximum" ->
                    new Wrong(
                            found.words() + " is too large for " + expected(constraint),
                            "write at most " + written(constraint.path("maximum")));
            case "maxLength" ->
                    new Wrong(
                            found.words() + " is too long",
                            "write at most " + constraint.path("maxLength") + " characters");
            case "minItems" ->
                    new Wrong("the list is empty", "give at least one" + example(constraint));
            case "uniqueItems" ->
                    new Wrong("the list names something twice", "remove the second one");
            default -> new Wrong(broken.getError(), "");
        };
    }

    private static String expected(JsonNode constraint) {
        if (constraint.has("title")) {
            return constraint.get("title").asText();
        }
        return switch (constraint.path("type").asText()) {
            case "object" -> "a block of fields" + fieldsOf(constraint);
            case "array" -> "a list";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            default -> "text";
        };
    }

    private static String fieldsOf(JsonNode constraint) {
        List<String> names = new ArrayList<>();
        constraint.path("properties").fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    /** What to write instead: the same thing said right if that is clear, else the examples. */
    private static String instead(JsonNode constraint, Found found) {
        boolean text = constraint.path("type").asText().equals("string");
        Optional<String> meant =
                switch (constraint.path("title").asText().replaceAll(" \\(.*", "")) {
                    case "a duration" -> Correction.duration(found.text());
                    case "a whole number of watts" -> Correction.watts(found.text());
                    case "a number of parameters" -> Correction.parameters(found.text());
                    case "a name" -> Correction.name(found.text());
                    default -> text ? quoted(found) : Correction.number(found.text());
                };
        if (meant.isPresent()) {
            return "write " + meant.get();
        }
        List<String> examples = texts(constraint.path("examples"));
        return switch (constraint.path("type").asText()) {
            case "boolean" -> "write true or false";
            case "array" -> "write it as [a, b]" + example(constraint);
            case "object" -> "write its fields below it, indented";
            default ->
                    switch (examples.size()) {
                        case 0 -> "";
                        case 1 -> "for example " + examples.getFirst();
                        default -> "write " + String.join(" or ", examples);
                    };
        };
    }

    private static Optional<String> quoted(Found found) {
        return found.text().isEmpty()
                ? Optional.empty()
                : Optional.of("\"" + found.text() + "\", in quotes");
    }

    /** A field in words: its name, an example value and its description. */
    static String describe(ManifestSchema schema, String name, JsonNode field) {
        String description =
                field.has("description")
                        ? field.get("description").asText()
                        : schema.followed(field).path("description").asText();
        return name
                + ": "
                + exampleValue(schema, field)
                + (description.isEmpty() ? "" : " (" + sentence(description) + ")");
    }

    /** A value the field could have; of a block, its required fields; empty if that is long. */
    private static String exampleValue(ManifestSchema schema, JsonNode field) {
        JsonNode definition = schema.followed(field);
        List<String> values =
                texts(
                        definition.has("enum")
                                ? definition.get("enum")
                                : field.has("examples")
                                        ? field.get("examples")
                                        : definition.path("examples"));
        if (!values.isEmpty()) {
            return values.getFirst();
        }
        List<String> inner = new ArrayList<>();
        for (JsonNode required : definition.path("required")) {
            JsonNode property = definition.path("properties").path(required.asText());
            String value =
                    schema.followed(property).path("type").asText().equals("object")
                            ? ""
                            : exampleValue(schema, property);
            if (value.isEmpty()) {
                return "";
            }
            inner.add(required.asText() + ": " + value);
        }
        return inner.isEmpty() ? "" : "{" + String.join(", ", inner) + "}";
    }

    private static String sentence(String description) {
        return description.endsWith(".")
                ? description.substring(0, description.length() - 1)
                : description;
    }

    /** The path of the place in a kind's definition where a field of this name belongs. */
    static Optional<String> placeOf(ManifestSchema schema, JsonNode definition, String name) {
        for (Map.Entry<String, JsonNode> property : definition.path("properties").properties()) {
            if (property.getKey().equals(name)) {
                return Optional.of(name);
            }
            JsonNode inner = schema.followed(property.getValue());
            Optional<String> place =
                    inner.path("type").asText().equals("array")
                            ? placeOf(schema, schema.followed(inner.path("items")), name)
                                    .map(rest -> property.getKey() + "[]." + rest)
                            : placeOf(schema, inner, name)
                                    .map(rest -> property.getKey() + "." + rest);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private static String example(JsonNode constraint) {
        List<String> examples = texts(constraint.path("examples"));
        return examples.isEmpty() ? "" : ", such as " + examples.getFirst();
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(written(value)));
        return texts;
    }

    private static String written(JsonNode value) {
        return value.isNumber()
                ? YamlScalars.write(value.doubleValue())
                : value.isTextual()
                        ? value.asText()
                        : value.toString().replace("\"", "").replace(",", ", ");
    }
}
