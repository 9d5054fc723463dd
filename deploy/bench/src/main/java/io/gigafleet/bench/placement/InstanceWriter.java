package io.gigafleet.bench.placement;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes an instance as {@link InstanceReader} reads it. */
public final class InstanceWriter {

    private InstanceWriter() {}

    /**
     * Writes the four files into a directory, which is made if it is missing.
     *
     * @throws IOException if they cannot be written
     */
    public static void write(Instance instance, Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory, DomainsFile.NAME, DomainsFile.COLUMNS, domains(instance));
        write(directory, RacksFile.NAME, RacksFile.COLUMNS, racks(instance));
        write(
                directory,
                TenantsFile.NAME,
                List.of("tenant", "gpu_quota", TenantsFile.BORROW),
                instance.tenants().stream()
                        .map(tenant -> line(tenant.id(), tenant.quota(), tenant.borrow()))
                        .toList());
        write(directory, RequestsFile.NAME, requestColumns(instance), requests(instance));
    }

    private static List<String> domains(Instance instance) {
        return instance.domains().stream()
                .map(
                        domain ->
                                line(
                                        domain.kind().name().toLowerCase(Locale.ROOT),
                                        domain.id(),
                                        domain.parent() == Domain.NO_PARENT
                                                ? ""
                                                : instance.domains().get(domain.parent()).id(),
                                        domain.budgetWatts()))
                .toList();
    }

    private static List<String> racks(Instance instance) {
        List<Domain> domains = instance.domains();
        return instance.racks().stream()
                .map(
                        rack ->
                                line(
                                        rack.id(),
                                        rack.sku(),
                                        rack.accelerators(),
                                        domains.get(rack.cdu()).id(),
                                        domains.get(rack.row()).id(),
                                        domains.get(rack.hall()).id(),
                                        rack.baseWatts(),
                                        rack.budgetWatts()))
                .toList();
    }

    private static List<String> requestColumns(Instance instance) {
        List<String> columns = new ArrayList<>(List.of("replica", "deployment", "model", "k"));
        for (int sku = 0; sku < instance.skus(); sku++) {
            columns.add(RequestsFile.WATTS_OF_SKU + sku);
        }
        columns.addAll(List.of("sku_required", "max_per_row", "priority", "tenant"));
        columns.add(RequestsFile.RACKS);
        return columns;
    }

    private static List<String> requests(Instance instance) {
        return instance.replicas().stream()
                .map(
                        replica -> {
                            Deployment deployment =
                                    instance.deployments().get(replica.deployment());
                            return line(
                                    replica.id(),
                                    deployment.id(),
                                    deployment.model(),
                                    deployment.accelerators(),
                                    deployment.wattsPerAccelerator().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(",")),
                                    deployment.requiredSku(),
                                    deployment.maxPerRow(),
                                    deployment.priority(),
                                    instance.tenants().get(deployment.tenant()).id(),
                                    deployment.racks());
                        })
                .toList();
    }

    private static String line(Object... fields) {
        return List.of(fields).stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static void write(Path directory, String name, List<String> columns, List<String> lines)
            throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(directory.resolve(name))) {
            writer.write(String.join(",", columns));
            writer.write('\n');
            for (String line : lines) {
                writer.write(line);
                writer.write('\n');
            }
        }
    }
}
