package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import io.gigafleet.schemas.NearestWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what the schema validator says of one document into words for operators. */
final class SchemaProblems {

    private final ManifestSchema schema;
    private final YamlDocuments.Document document;
    private final String kind;

    /** Fields that are surely meant by an unknown one, and therefore not reported as missing. */
    private final Set<String> misspelled = new HashSet<>();

    private SchemaProblems(ManifestSchema schema, YamlDocuments.Document document, String kind) {
        this.schema = schema;
        this.document = document;
        this.kind = kind;
    }

    /** The problems of a document of a known kind; empty if it keeps to the schema. */
    static List<ManifestProblem> of(YamlDocuments.Document document, String kind, JsonNode json) {
        ManifestSchema schema = ManifestSchema.loaded();
        Set<ValidationMessage> messages = schema.validate(kind, json);
        return messages.isEmpty()
                ? List.of()
                : new SchemaProblems(schema, document, kind).translate(messages);
    }

    private List<ManifestProblem> translate(Set<ValidationMessage> messages) {
        List<ManifestProblem> problems = new ArrayList<>();
        for (ValidationMessage message : messages) {
            if (message.getType().equals("additionalProperties")) {
                problems.add(unknownField(message));
            }
        }
        for (ValidationMessage message : messages) {
            switch (message.getType()) {
                case "additionalProperties" -> {}
                case "required" -> missingField(message).ifPresent(problems::add);
                default -> problems.add(badValue(message));
            }
        }
        return problems;
    }

    private ManifestProblem unknownField(ValidationMessage message) {
        FieldPath parent = path(message);
        FieldPath field = parent.field(message.getProperty());
        List<String> known = new ArrayList<>();
        constraint(message).path("properties").fieldNames().forEachRemaining(known::add);
        Optional<String> meant = NearestWord.of(message.getProperty(), known);
        meant.ifPresent(name -> misspelled.add(parent.field(name).toString()));
        String hint =
                meant.map(name -> "did you mean '" + name + "'?")
                        .or(
                                () ->
                                        SchemaWords.placeOf(
                                                        schema,
                                                        schema.definition(kind),
                                                        message.getProperty())
                                                .map(place -> "it belongs at " + place))
                        .orElse("known here: " + String.join(", ", known));
        return problem(
                field.namePositionIn(document.root()),
                field,
                "unknown field " + Found.quote(message.getProperty()),
                hint);
    }

    private Optional<ManifestProblem> missingField(ValidationMessage message) {
        FieldPath parent = path(message);
        FieldPath field = parent.field(message.getProperty());
        if (misspelled.contains(field.toString())) {
            return Optional.empty();
        }
        JsonNode written = constraint(message).path("properties").path(message.getProperty());
        return Optional.of(
                problem(
                        parent.namePositionIn(document.root()),
                        field,
                        "missing field '" + message.getProperty() + "'",
                        "add " + SchemaWords.describe(schema, message.getProperty(), written)));
    }

    private ManifestProblem badValue(ValidationMessage message) {
        FieldPath field = path(message);
        SchemaWords.Wrong wrong =
                SchemaWords.wrong(
                        message, constraint(message), Found.of(message.getInstanceNode(), field));
        return problem(field.positionIn(document.root()), field, wrong.message(), wrong.hint());
    }

    private ManifestProblem problem(Position at, FieldPath field, String message, String hint) {
        return ManifestProblem.at(document.number(), at, field.toString(), message, hint);
    }

    /** The schema object that holds the keyword the document departs from. */
    private JsonNode constraint(ValidationMessage message) {
        return schema.at(pointer(message.getSchemaLocation().getFragment().getParent()));
    }

    private static String pointer(JsonNodePath fragment) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < fragment.getNameCount(); i++) {
            pointer.append('/').append(fragment.getElement(i));
        }
        return pointer.toString();
    }

    private static FieldPath path(ValidationMessage message) {
        JsonNodePath location = message.getInstanceLocation();
        FieldPath path = FieldPath.ROOT;
        for (int i = 0; i < location.getNameCount(); i++) {
            path =
                    switch (location.getElement(i)) {
                        case Integer index -> path.index(index);
                        case Object name -> path.field(name.toString());
                    };
        }
        return path;
    }
}
