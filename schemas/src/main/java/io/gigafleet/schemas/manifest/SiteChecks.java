package io.gigafleet.schemas.manifest;

import io.gigafleet.schemas.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks a site in itself: unique names, one power tree without cycles, loops in known halls. */
final class SiteChecks {

    private final Located<Manifest> site;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private SiteChecks(Located<Manifest> site) {
        this.site = site;
    }

    static List<ManifestProblem> of(Located<Manifest> site, Site.Spec spec) {
        SiteChecks checks = new SiteChecks(site);
        checks.halls(spec.halls());
        checks.domains(spec.domains());
        checks.loops(spec.loops(), spec.halls());
        return checks.problems;
    }

    private void halls(List<Site.Hall> halls) {
        unique("spec.halls", ".name", halls.stream().map(Site.Hall::name).toList());
        for (int i = 0; i < halls.size(); i++) {
            unique("spec.halls[" + i + "].rows", "", halls.get(i).rows());
            labelledRows("spec.halls[" + i + "]", halls.get(i));
        }
    }

    private void labelledRows(String field, Site.Hall hall) {
        for (String row : new TreeSet<>(hall.rowLabels().keySet())) {
            if (!hall.rows().contains(row)) {
                unknown(field + ".rowLabels." + row, "row", row, hall.rows());
            }
        }
    }

    private void loops(List<Site.Loop> loops, List<Site.Hall> halls) {
        unique("spec.loops", ".name", loops.stream().map(Site.Loop::name).toList());
        List<String> hallNames = halls.stream().map(Site.Hall::name).toList();
        for (int i = 0; i < loops.size(); i++) {
            String hall = loops.get(i).hall();
            if (!hallNames.contains(hall)) {
                unknown("spec.loops[" + i + "].hall", "hall", hall, hallNames);
            }
        }
    }

    private void domains(List<Site.Domain> domains) {
        unique("spec.domains", ".name", domains.stream().map(Site.Domain::name).toList());
        Map<String, String> parents = new HashMap<>();
        domains.forEach(domain -> parents.putIfAbsent(domain.name(), domain.parent()));
        int roots = 0;
        for (int i = 0; i < domains.size(); i++) {
            Site.Domain domain = domains.get(i);
            String field = "spec.domains[" + i + "]";
            if (domain.parent().isEmpty()) {
                roots++;
                secondRoot(roots, field, domain);
            } else if (!parents.containsKey(domain.parent())) {
                unknown(
                        field + ".parent",
                        "domain",
                        domain.parent(),
                        domains.stream().map(Site.Domain::name).toList());
            } else if (feedsItself(domain.name(), parents)) {
                problem(
                        field + ".parent",
                        "domain '" + domain.name() + "' feeds itself through its parents",
                        "follow the parents from '" + domain.parent() + "' and break the circle");
            }
            failover(field, domain);
        }
    }

    private void secondRoot(int roots, String field, Site.Domain domain) {
        if (roots == 2) {
            problem(
                    field,
                    "domain '" + domain.name() + "' is a second root of the power tree",
                    "give it a parent; only the site's feed has none");
        }
    }

    private void failover(String field, Site.Domain domain) {
        domain.failoverWatts()
                .ifPresent(
                        watts -> {
                            if (watts > domain.continuousWatts()) {
                                problem(
                                        field + ".failoverWatts",
                                        watts
                                                + " is above continuousWatts, which is "
                                                + domain.continuousWatts(),
                                        "write at most " + domain.continuousWatts());
                            }
                        });
    }

    private static boolean feedsItself(String name, Map<String, String> parents) {
        Set<String> seen = new HashSet<>();
        String above = parents.getOrDefault(name, "");
        while (!above.isEmpty() && seen.add(above)) {
            if (above.equals(name)) {
                return true;
            }
            above = parents.getOrDefault(above, "");
        }
        return false;
    }

    private void unique(String list, String nameField, List<String> names) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Integer earlier = first.putIfAbsent(names.get(i), i);
            if (earlier != null) {
                String where = list + "[" + earlier + "]" + nameField;
                problem(
                        list + "[" + i + "]" + nameField,
                        "'" + names.get(i) + "' is named twice",
                        "the first is on line " + site.at(where).line());
            }
        }
    }

    private void unknown(String field, String what, String name, List<String> known) {
        problem(
                field,
                "no " + what + " is named '" + name + "'",
                NearestWord.of(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("named here: " + String.join(", ", known)));
    }

    private void problem(String field, String message, String hint) {
        problems.add(site.problem(field, message, hint));
    }
}
