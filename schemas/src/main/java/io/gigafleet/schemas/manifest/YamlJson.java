package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * One YAML document, which may as well be JSON, as JSON; read as strictly as manifests are.
 *
 * @param json the document; an empty object if there is none
 * @param problems why it can't be read; then {@code json} is of no use
 */
public record YamlJson(JsonNode json, List<ManifestProblem> problems) {

    public YamlJson {
        problems = List.copyOf(problems);
    }

    /** Reads a text of one document. */
    public static YamlJson read(String text) {
        YamlDocuments yaml = YamlParser.parse(text, 1);
        JsonNode json =
                yaml.documents().isEmpty()
                        ? JsonNodeFactory.instance.objectNode()
                        : yaml.documents().getFirst().root().json();
        return new YamlJson(json, yaml.problems());
    }
}
