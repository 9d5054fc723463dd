package io.gigafleet.bench.placement;

import java.util.ArrayList;
import java.util.List;

/**
 * The same deployments again and again, each time as deployments of their own. Quotas are lifted:
 * they are made for each deployment once, and what is measured is fragmentation.
 */
final class Rounds {

    private Rounds() {}

    /** An instance whose replicas arrive so many times. */
    static Instance of(Instance instance, int rounds) {
        List<Deployment> deployments = new ArrayList<>();
        List<Replica> replicas = new ArrayList<>();
        int kinds = instance.deployments().size();
        for (int round = 0; round < rounds; round++) {
            deployments.addAll(instance.deployments());
            for (Replica replica : instance.replicas()) {
                replicas.add(new Replica(replicas.size(), round * kinds + replica.deployment()));
            }
        }
        return new Instance(
                instance.name(),
                instance.domains(),
                instance.racks(),
                instance.tenants().stream()
                        .map(tenant -> new Tenant(tenant.id(), Integer.MAX_VALUE, 0))
                        .toList(),
                deployments,
                replicas);
    }
}
