package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.schemas.NearestWord;
import java.util.List;

/** Says whether a document is a manifest of a kind this build knows. */
final class KindCheck {

    private KindCheck() {}

    /** What is wrong with the document's kind; empty if it is known. */
    static List<ManifestProblem> of(YamlDocuments.Document document, JsonNode json) {
        if (!json.isObject()) {
            return problem(
                    document,
                    FieldPath.ROOT,
                    Found.of(json, FieldPath.ROOT).words() + " is not a manifest",
                    "begin with 'apiVersion: " + Manifest.API_VERSION + "' and a kind");
        }
        FieldPath field = FieldPath.ROOT.field("kind");
        if (!json.has("kind")) {
            return problem(document, field, "missing field 'kind'", "add kind: " + words());
        }
        String kind = json.get("kind").asText();
        if (ManifestSchema.KINDS.contains(kind)) {
            return List.of();
        }
        return problem(
                document,
                field,
                "unknown kind " + Found.quote(kind),
                NearestWord.of(kind, ManifestSchema.KINDS)
                        .map(known -> "did you mean '" + known + "'?")
                        .orElse("write " + words()));
    }

    private static String words() {
        return String.join(", ", ManifestSchema.KINDS.subList(0, ManifestSchema.KINDS.size() - 1))
                + " or "
                + ManifestSchema.KINDS.getLast();
    }

    private static List<ManifestProblem> problem(
            YamlDocuments.Document document, FieldPath field, String message, String hint) {
        return List.of(
                ManifestProblem.at(
                        document.number(),
                        field.positionIn(document.root()),
                        field.toString(),
                        message,
                        hint));
    }
}
