package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.schemas.NearestWord;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads scopes of requests: a part of the site that is there. */
final class ScopeField {

    /** Most names that are told to somebody who wrote another. */
    private static final int MOST_NAMED = 5;

    private static final Pattern SUBJECT = Pattern.compile("site|(hall|row|domain|loop|rack)/.+");

    private ScopeField() {}

    /**
     * A scope of the guard; the whole site if it was left out.
     *
     * @throws Refusal if there is no such part of the site
     */
    static String ofGuard(@Nullable String text, Topology plant) {
        if (text == null || text.isBlank()) {
            return Modes.SITE;
        }
        Set<String> known = known(plant, "hall", "row", "domain", "loop", "rack");
        known.add(Modes.SITE);
        return checked(text, known, "site, hall/H, row/R, domain/D, loop/L or rack/R");
    }

    /**
     * A row or loop.
     *
     * @throws Refusal if there is no such row or loop
     */
    static String ofMaintenance(@Nullable String text, Topology plant) {
        return checked(text == null ? "" : text, known(plant, "row", "loop"), "row/R or loop/L");
    }

    /**
     * Checks the name of a filter; left out or empty, it filters nothing.
     *
     * @param kind hall, row or loop
     * @throws Refusal if the site has none of that name; it says which there are
     */
    static void checkFilter(String kind, @Nullable String name, Topology plant) {
        if (name == null || name.isEmpty()) {
            return;
        }
        Set<String> known = known(plant, kind);
        if (!known.contains(kind + "/" + name)) {
            throw Refusal.ofField(
                    kind,
                    "there is no '" + name + "'",
                    known.isEmpty()
                            ? "the site has none yet"
                            : known.stream()
                                    .limit(MOST_NAMED)
                                    .map(scope -> scope.substring(kind.length() + 1))
                                    .collect(
                                            Collectors.joining(
                                                    ", ",
                                                    "there are ",
                                                    known.size() > MOST_NAMED ? ", …" : "")));
        }
    }

    /**
     * Checks what acts of the guard are asked for of; left out or empty, of all. What is gone from
     * the site may still have acts, so only words that no part of any site could have are refused.
     *
     * @throws Refusal if it is no form of a subject
     */
    static void checkSubject(@Nullable String subject) {
        if (subject != null && !subject.isEmpty() && !SUBJECT.matcher(subject).matches()) {
            throw Refusal.ofField(
                    "subject",
                    "there is no '" + subject + "'",
                    "write site, hall/H, row/R, domain/D, loop/L or rack/R");
        }
    }

    private static Set<String> known(Topology plant, String... kinds) {
        Set<String> wanted = Set.of(kinds);
        return Stream.of(
                        names("domain", plant.domains().stream().map(PowerDomain::name)),
                        names("loop", plant.loops().stream().map(CoolantLoop::name)),
                        names("hall", plant.racks().stream().map(RackSpot::hall)),
                        names("row", plant.racks().stream().map(RackSpot::row)),
                        names("rack", plant.racks().stream().map(RackSpot::name)))
                .flatMap(names -> names)
                .filter(scope -> wanted.contains(scope.substring(0, scope.indexOf('/'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(String kind, Stream<String> names) {
        return names.distinct().map(name -> kind + "/" + name);
    }

    private static String checked(String text, Set<String> known, String form) {
        if (known.contains(text)) {
            return text;
        }
        Optional<String> near = NearestWord.of(text, known);
        throw Refusal.ofField(
                "scope",
                text.isEmpty() ? "it is missing" : "there is no '" + text + "' in this site",
                near.map(word -> "did you mean '" + word + "'?").orElse("write " + form));
    }
}
