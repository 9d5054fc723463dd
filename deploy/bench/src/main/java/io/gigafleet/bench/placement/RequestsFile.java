package io.gigafleet.bench.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code requests.csv}: the replicas in order of arrival, each with what its deployment asks. */
final class RequestsFile {

    static final String NAME = "requests.csv";
    static final String WATTS_OF_SKU = "w_per_gpu_sku";
    static final List<String> COLUMNS =
            List.of(
                    "replica",
                    "deployment",
                    "model",
                    "k",
                    WATTS_OF_SKU + "0",
                    "sku_required",
                    "max_per_row",
                    "priority",
                    "tenant");

    /** Optional: whole racks of one row a replica takes, else 0. */
    static final String RACKS = "racks";

    private final List<String> watts;
    private final TenantsFile tenants;
    private final boolean hasRacks;
    private final List<Deployment> deployments = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<Integer, Integer> indexes = new HashMap<>();
    private final Set<Integer> ids = new HashSet<>();

    private RequestsFile(List<String> watts, TenantsFile tenants, boolean hasRacks) {
        this.watts = watts;
        this.tenants = tenants;
        this.hasRacks = hasRacks;
    }

    /** Reads the file; it needs watts for each of so many SKUs. */
    static RequestsFile read(Path directory, int skus, TenantsFile tenants) throws IOException {
        List<String> watts = new ArrayList<>();
        for (int sku = 0; sku < skus; sku++) {
            watts.add(WATTS_OF_SKU + sku);
        }
        List<String> needed = new ArrayList<>(COLUMNS);
        watts.stream().filter(column -> !needed.contains(column)).forEach(needed::add);
        CsvFile file = CsvFile.read(directory, NAME, needed);
        for (int sku = skus; file.has(WATTS_OF_SKU + sku); sku++) {
            watts.add(WATTS_OF_SKU + sku);
        }
        RequestsFile read = new RequestsFile(watts, tenants, file.has(RACKS));
        file.lines().forEach(read::add);
        return read;
    }

    private void add(CsvFile.Line line) {
        int id = line.number("replica");
        line.require(ids.add(id), "replica " + id + " is there twice. Remove one.");
        Deployment deployment = deployment(line);
        Integer index = indexes.putIfAbsent(deployment.id(), deployments.size());
        if (index == null) {
            index = deployments.size();
            deployments.add(deployment);
        }
        line.require(
                deployments.get(index).equals(deployment),
                "deployment %d asks for something else here than in its first line. Give all its"
                                .formatted(deployment.id())
                        + " replicas the same values, or another deployment.");
        replicas.add(new Replica(id, index));
    }

    private Deployment deployment(CsvFile.Line line) {
        int accelerators = line.atLeast(1, "k", "A replica needs at least one accelerator.");
        int racks = hasRacks ? line.atLeast(0, RACKS, "Use 0 for a part of one rack.") : 0;
        line.require(
                racks == 0 || accelerators % racks == 0,
                "k is %d, not a multiple of racks, %d. Give the accelerators of all its racks."
                        .formatted(accelerators, racks));
        int required = line.atLeast(Deployment.ANY_SKU, "sku_required", "Use -1 for any.");
        line.require(
                required < watts.size(),
                "sku_required is %d, and there is no column %s%d. Add it or name another SKU."
                        .formatted(required, WATTS_OF_SKU, required));
        int priority = line.atLeast(0, "priority", "Use 0 to 7.");
        line.require(
                priority <= Deployment.PRIORITY_MAX, "priority is " + priority + ". Use 0 to 7.");
        return new Deployment(
                line.number("deployment"),
                line.text("model"),
                accelerators,
                racks,
                watts.stream()
                        .map(column -> line.atLeast(0, column, "Watts are not negative."))
                        .toList(),
                required,
                line.atLeast(1, "max_per_row", "A row takes at least one."),
                priority,
                tenants.index(line));
    }

    List<Deployment> deployments() {
        return deployments;
    }

    List<Replica> replicas() {
        return replicas;
    }
}
