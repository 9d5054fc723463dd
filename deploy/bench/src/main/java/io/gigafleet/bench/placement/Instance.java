package io.gigafleet.bench.placement;

import java.util.List;

/**
 * A site and what is asked of it. All references are indexes into the lists; the ids are those of
 * the files.
 *
 * @param name what to call it in a report
 * @param domains the site first
 * @param deployments in the order in which their first replicas arrive
 * @param replicas in the order of arrival
 */
public record Instance(
        String name,
        List<Domain> domains,
        List<Rack> racks,
        List<Tenant> tenants,
        List<Deployment> deployments,
        List<Replica> replicas) {

    /** Index of the site in {@link #domains}. */
    public static final int SITE = 0;

    public Instance {
        domains = List.copyOf(domains);
        racks = List.copyOf(racks);
        tenants = List.copyOf(tenants);
        deployments = List.copyOf(deployments);
        replicas = List.copyOf(replicas);
        if (domains.isEmpty() || domains.getFirst().kind() != Domain.Kind.SITE) {
            throw new IllegalArgumentException("the first of the domains is not the site");
        }
    }

    /** The deployment of the replica at an index. */
    public Deployment deploymentOf(int replica) {
        return deployments.get(replicas.get(replica).deployment());
    }

    /** The same site, asked for the first so many replicas only. */
    public Instance first(int count) {
        return count >= replicas.size()
                ? this
                : new Instance(
                        name, domains, racks, tenants, deployments, replicas.subList(0, count));
    }

    /** Accelerators of all racks. */
    public long accelerators() {
        return racks.stream().mapToLong(Rack::accelerators).sum();
    }

    /** Accelerators that all replicas ask for. */
    public long acceleratorsAsked() {
        return replicas.stream()
                .mapToLong(replica -> deployments.get(replica.deployment()).accelerators())
                .sum();
    }

    /** Number of SKUs that racks have or deployments name watts for. */
    public int skus() {
        int ofRacks = racks.stream().mapToInt(rack -> rack.sku() + 1).max().orElse(0);
        return deployments.stream()
                .mapToInt(deployment -> deployment.wattsPerAccelerator().size())
                .reduce(ofRacks, Math::max);
    }
}
