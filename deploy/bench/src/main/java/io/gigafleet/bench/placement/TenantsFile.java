package io.gigafleet.bench.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code tenants.csv}. */
final class TenantsFile {

    static final String NAME = "tenants.csv";
    static final List<String> COLUMNS = List.of("tenant", "gpu_quota");

    /** Optional: accelerators beyond the quota, else 0. */
    static final String BORROW = "gpu_borrow";

    private final List<Tenant> tenants = new ArrayList<>();
    private final Map<Integer, Integer> indexes = new HashMap<>();

    static TenantsFile read(Path directory) throws IOException {
        CsvFile file = CsvFile.read(directory, NAME, COLUMNS);
        TenantsFile read = new TenantsFile();
        for (CsvFile.Line line : file.lines()) {
            int id = line.number("tenant");
            int quota = line.atLeast(0, "gpu_quota", "A quota is not negative.");
            int borrow =
                    file.has(BORROW) ? line.atLeast(0, BORROW, "Nobody borrows less than 0.") : 0;
            line.require(
                    read.indexes.putIfAbsent(id, read.tenants.size()) == null,
                    "tenant " + id + " is there twice. Remove one.");
            read.tenants.add(new Tenant(id, quota, borrow));
        }
        return read;
    }

    List<Tenant> tenants() {
        return tenants;
    }

    /** The index of the tenant that a line names. */
    int index(CsvFile.Line line) {
        int id = line.number("tenant");
        Integer index = indexes.get(id);
        if (index == null) {
            throw line.malformed(
                    "tenant is %d, and %s has none of that id. Add it there or correct it here."
                            .formatted(id, NAME));
        }
        return index;
    }
}
