package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests: multi-document YAML (or JSON, which is YAML) into records, or into everything
 * that is wrong with it. Each document is checked against the JSON Schema of its kind, then for
 * what one document can contradict in itself; names are checked across the whole input. Whether
 * what a manifest refers to exists is for the receiver to say.
 *
 * <p>Stateless and safe for use by many threads. The first use loads the schema.
 */
public final class ManifestReader {

    /** Most characters of one input. */
    public static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    /** Most documents of one input: a site of a gigawatt has 7,000 racks. */
    public static final int MAX_DOCUMENTS = 20_000;

    /** Most problems reported; what comes after is counted. */
    public static final int MAX_PROBLEMS = 200;

    private ManifestReader() {}

    /** Reads all documents of a text. */
    public static ManifestReading read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return new ManifestReading.Rejected(
                    List.of(
                            new ManifestProblem(
                                    0,
                                    1,
                                    1,
                                    "",
                                    "the input has " + text.length() + " characters",
                                    "apply it in parts of at most " + MAX_CHARACTERS)));
        }
        YamlDocuments yaml = YamlParser.parse(text, MAX_DOCUMENTS);
        List<ManifestProblem> problems = new ArrayList<>(yaml.problems());
        List<Located<Manifest>> manifests = new ArrayList<>();
        for (YamlDocuments.Document document : yaml.documents()) {
            read(document, manifests, problems);
        }
        problems.addAll(DuplicateNames.in(yaml.documents()));
        if (problems.isEmpty() && manifests.isEmpty()) {
            problems.add(
                    new ManifestProblem(
                            0,
                            1,
                            1,
                            "",
                            "the input holds no manifest",
                            "begin with 'apiVersion: " + Manifest.API_VERSION + "' and a kind"));
        }
        return problems.isEmpty()
                ? new ManifestReading.Accepted(manifests)
                : new ManifestReading.Rejected(readable(problems));
    }

    private static void read(
            YamlDocuments.Document document,
            List<Located<Manifest>> manifests,
            List<ManifestProblem> problems) {
        JsonNode json = document.root().json();
        List<ManifestProblem> wrongKind = KindCheck.of(document, json);
        if (!wrongKind.isEmpty()) {
            problems.addAll(wrongKind);
            return;
        }
        String kind = json.get("kind").asText();
        List<ManifestProblem> wrongFields = SchemaProblems.of(document, kind, json);
        if (!wrongFields.isEmpty()) {
            problems.addAll(wrongFields);
            return;
        }
        Located<Manifest> manifest =
                new Located<>(ManifestBinding.bind(kind, json), document.number(), document.root());
        problems.addAll(ManifestChecks.of(manifest));
        manifests.add(manifest);
    }

    /** In order of position, one per field, and not more than a person reads. */
    private static List<ManifestProblem> readable(List<ManifestProblem> problems) {
        Map<String, ManifestProblem> byField = new LinkedHashMap<>();
        int nameless = 0;
        for (ManifestProblem problem : problems) {
            String field = problem.field().isEmpty() ? "#" + nameless++ : problem.field();
            byField.putIfAbsent(problem.document() + " " + field, problem);
        }
        List<ManifestProblem> sorted = new ArrayList<>(byField.values());
        sorted.sort(
                Comparator.comparingInt(ManifestProblem::line)
                        .thenComparingInt(ManifestProblem::column));
        if (sorted.size() <= MAX_PROBLEMS) {
            return sorted;
        }
        List<ManifestProblem> first = new ArrayList<>(sorted.subList(0, MAX_PROBLEMS));
        first.add(
                new ManifestProblem(
                        0,
                        sorted.get(MAX_PROBLEMS).line(),
                        sorted.get(MAX_PROBLEMS).column(),
                        "",
                        (sorted.size() - MAX_PROBLEMS) + " more problems from here on",
                        "mend the ones above first"));
        return first;
    }
}
