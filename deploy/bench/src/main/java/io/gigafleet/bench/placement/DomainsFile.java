package io.gigafleet.bench.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code domains.csv}: the power tree and the coolant loops. */
final class DomainsFile {

    static final String NAME = "domains.csv";
    static final List<String> COLUMNS = List.of("kind", "id", "parent", "gpu_power_budget_w");

    private final List<Domain> domains = new ArrayList<>();
    private final Map<Domain.Kind, Map<Integer, Integer>> indexes =
            new EnumMap<>(Domain.Kind.class);

    /** Reads the file; parents may stand after their children. */
    static DomainsFile read(Path directory) throws IOException {
        CsvFile file = CsvFile.read(directory, NAME, COLUMNS);
        DomainsFile read = new DomainsFile();
        for (Domain.Kind kind : Domain.Kind.values()) {
            for (CsvFile.Line line : file.lines()) {
                if (kind(line) == kind) {
                    read.add(kind, line);
                }
            }
        }
        if (read.ofKind(Domain.Kind.SITE).size() != 1) {
            throw file.malformed(
                    read.ofKind(Domain.Kind.SITE).size() + " sites. Give one line of kind site.");
        }
        return read;
    }

    private static Domain.Kind kind(CsvFile.Line line) {
        return switch (line.text("kind")) {
            case "site" -> Domain.Kind.SITE;
            case "hall" -> Domain.Kind.HALL;
            case "row" -> Domain.Kind.ROW;
            case "cdu" -> Domain.Kind.CDU;
            default ->
                    throw line.malformed(
                            "kind is '" + line.text("kind") + "'. Use site, hall, row or cdu.");
        };
    }

    private void add(Domain.Kind kind, CsvFile.Line line) {
        int id = line.number("id");
        long budget = line.watts("gpu_power_budget_w");
        line.require(
                budget > 0,
                ("gpu_power_budget_w of %s %d is %d: after the base load nothing is left for"
                                + " accelerators. Give the budget less the base load of its racks.")
                        .formatted(line.text("kind"), id, budget));
        int parent = kind == Domain.Kind.SITE ? Domain.NO_PARENT : parentOf(kind, line);
        line.require(
                ofKind(kind).putIfAbsent(id, domains.size()) == null,
                line.text("kind") + " " + id + " is there twice. Remove one.");
        domains.add(new Domain(kind, id, parent, budget));
    }

    private int parentOf(Domain.Kind kind, CsvFile.Line line) {
        return index(
                switch (kind) {
                    case SITE, HALL -> Domain.Kind.SITE;
                    case ROW -> Domain.Kind.HALL;
                    case CDU -> Domain.Kind.ROW;
                },
                line,
                "parent");
    }

    /** The index of the domain of a kind that a line's column names. */
    int index(Domain.Kind kind, CsvFile.Line line, String column) {
        int id = line.number(column);
        Integer index = ofKind(kind).get(id);
        if (index == null) {
            throw line.malformed(
                    "%s is %d, and %s has no %s of that id. Add it there or correct it here."
                            .formatted(column, id, NAME, kind.name().toLowerCase(Locale.ROOT)));
        }
        return index;
    }

    List<Domain> domains() {
        return domains;
    }

    private Map<Integer, Integer> ofKind(Domain.Kind kind) {
        return indexes.computeIfAbsent(kind, ignored -> new HashMap<>());
    }
}
