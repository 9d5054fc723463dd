package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.schemas.NearestWord;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.ManifestProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The problems found so far. */
final class Findings {

    /** Most names a hint lists. */
    private static final int MAX_NAMES = 8;

    private final List<ManifestProblem> problems = new ArrayList<>();

    void add(Located<?> manifest, String field, String message, String hint) {
        problems.add(manifest.problem(field, message, hint));
    }

    /** A reference to something that is neither in the input nor in the ledger. */
    void unknown(
            Located<?> manifest, String field, String what, String name, Collection<String> known) {
        String hint =
                NearestWord.of(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(
                                () ->
                                        known.isEmpty()
                                                ? "there is none yet; apply it first or with this"
                                                : "there are " + some(known));
        add(manifest, field, "no " + what + " is named '" + name + "'", hint);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All problems, in order of position. */
    List<ManifestProblem> inOrder() {
        return problems.stream()
                .sorted(
                        Comparator.comparingInt(ManifestProblem::line)
                                .thenComparingInt(ManifestProblem::column))
                .toList();
    }

    /** Names for a sentence: all if they are few, else the first and how many more. */
    static String some(Collection<String> names) {
        String first = names.stream().sorted().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MAX_NAMES
                ? first
                : first + " and " + (names.size() - MAX_NAMES) + " more";
    }
}
