package io.gigafleet.bench.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code racks.csv}. */
final class RacksFile {

    static final String NAME = "racks.csv";
    static final List<String> COLUMNS =
            List.of("rack", "sku", "gpus", "cdu", "row", "hall", "base_w", "gpu_power_budget_w");

    /** Most SKUs of an instance; more is a slip in the column. */
    private static final int SKUS_MAX = 64;

    private RacksFile() {}

    static List<Rack> read(Path directory, DomainsFile domains) throws IOException {
        CsvFile file = CsvFile.read(directory, NAME, COLUMNS);
        List<Rack> racks = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (CsvFile.Line line : file.lines()) {
            Rack rack = rack(line, domains);
            line.require(ids.add(rack.id()), "rack " + rack.id() + " is there twice. Remove one.");
            racks.add(rack);
        }
        if (racks.isEmpty()) {
            throw file.malformed("it has no racks. Add at least one.");
        }
        return racks;
    }

    private static Rack rack(CsvFile.Line line, DomainsFile domains) {
        int sku = line.atLeast(0, "sku", "SKUs count from 0.");
        line.require(sku < SKUS_MAX, "sku is " + sku + ". Use 0 to " + (SKUS_MAX - 1) + ".");
        int accelerators = line.atLeast(1, "gpus", "A rack has at least one accelerator.");
        int row = domains.index(Domain.Kind.ROW, line, "row");
        int hall = domains.index(Domain.Kind.HALL, line, "hall");
        int cdu = domains.index(Domain.Kind.CDU, line, "cdu");
        line.require(
                domains.domains().get(row).parent() == hall,
                "row %s is not in hall %s, says %s. Correct one of them."
                        .formatted(line.text("row"), line.text("hall"), DomainsFile.NAME));
        long base = line.watts("base_w");
        line.require(base >= 0, "base_w is " + base + ". Watts are not negative.");
        long budget = line.watts("gpu_power_budget_w");
        line.require(
                budget > 0,
                "gpu_power_budget_w is "
                        + budget
                        + ": the rack's budget is not above its base load. Give the budget less the"
                        + " base load.");
        return new Rack(line.number("rack"), sku, accelerators, cdu, row, hall, base, budget);
    }
}
