package io.gigafleet.schemas.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds manifests of the same kind and name in one input, of which only one could count. */
final class DuplicateNames {

    private static final FieldPath NAME = FieldPath.ROOT.field("metadata").field("name");

    private DuplicateNames() {}

    static List<ManifestProblem> in(List<YamlDocuments.Document> documents) {
        Map<String, YamlDocuments.Document> first = new HashMap<>();
        List<ManifestProblem> problems = new ArrayList<>();
        for (YamlDocuments.Document document : documents) {
            String kind = text(document.root(), "kind");
            String name =
                    document.root() instanceof YamlNode.Mapping mapping && mapping.has("metadata")
                            ? text(mapping.field("metadata").value(), "name")
                            : "";
            if (kind.isEmpty() || name.isEmpty()) {
                continue;
            }
            YamlDocuments.Document earlier = first.putIfAbsent(kind + "/" + name, document);
            if (earlier != null) {
                problems.add(
                        ManifestProblem.at(
                                document.number(),
                                NAME.positionIn(document.root()),
                                NAME.toString(),
                                kind + " '" + name + "' is declared twice",
                                "the first is on line "
                                        + NAME.positionIn(earlier.root()).line()
                                        + ", document "
                                        + earlier.number()));
            }
        }
        return problems;
    }

    private static String text(YamlNode node, String field) {
        return node instanceof YamlNode.Mapping mapping
                        && mapping.has(field)
                        && mapping.field(field).value() instanceof YamlNode.Scalar scalar
                ? scalar.text()
                : "";
    }
}
