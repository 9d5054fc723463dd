package io.gigafleet.bench.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads an instance from a directory of four files. */
public final class InstanceReader {

    private InstanceReader() {}

    /**
     * Reads {@code domains.csv}, {@code racks.csv}, {@code tenants.csv} and {@code requests.csv}.
     *
     * @throws MalformedInstance if they say what cannot be
     * @throws IOException if they cannot be read
     */
    public static Instance read(Path directory) throws IOException {
        DomainsFile domains = DomainsFile.read(directory);
        List<Rack> racks = RacksFile.read(directory, domains);
        TenantsFile tenants = TenantsFile.read(directory);
        int skus = racks.stream().mapToInt(rack -> rack.sku() + 1).max().orElse(0);
        RequestsFile requests = RequestsFile.read(directory, skus, tenants);
        return new Instance(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                domains.domains(),
                racks,
                tenants.tenants(),
                requests.deployments(),
                requests.replicas());
    }
}
