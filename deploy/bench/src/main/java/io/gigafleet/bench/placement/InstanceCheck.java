package io.gigafleet.bench.placement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * Recomputes every constraint of an instance from a plan alone and adds up what the plan is worth.
 * It shares nothing with any scheduler.
 */
public final class InstanceCheck {

    private final Instance instance;
    private final Map<Integer, Integer> acceleratorsOfRack = new HashMap<>();
    private final Map<Integer, Long> wattsOfRack = new HashMap<>();
    private final Map<Integer, Long> wattsOfDomain = new HashMap<>();
    private final Map<Integer, Long> acceleratorsOfTenant = new HashMap<>();
    private final Map<DeploymentInRow, Integer> replicasInRow = new HashMap<>();
    private final Map<String, Integer> violations = new TreeMap<>();
    private int placedReplicas;
    private long accelerators;
    private long weighted;

    private record DeploymentInRow(int deployment, int row) {}

    /**
     * What a plan is worth and what it violates.
     *
     * @param weighted sum of {@link Deployment#weight} over placed replicas
     * @param violations number of violations by constraint; empty: the plan holds
     */
    public record Checked(
            int placed, long accelerators, long weighted, Map<String, Integer> violations) {
        public Checked {
            violations = Map.copyOf(violations);
        }
    }

    private InstanceCheck(Instance instance) {
        this.instance = instance;
    }

    /** Checks a plan. */
    public static Checked check(Instance instance, PlacedReplicas placed) {
        InstanceCheck check = new InstanceCheck(instance);
        for (int replica = 0; replica < placed.size(); replica++) {
            if (placed.isPlaced(replica)) {
                check.add(replica, placed.racksOf(replica));
            }
        }
        check.compareSums();
        return new Checked(
                check.placedReplicas, check.accelerators, check.weighted, check.violations);
    }

    private void add(int replica, List<Integer> racks) {
        Deployment deployment = instance.deploymentOf(replica);
        require(racks.size() == deployment.racksPerReplica(), "racks");
        require(new HashSet<>(racks).size() == racks.size(), "racks");
        int row = instance.racks().get(racks.getFirst()).row();
        for (int index : racks) {
            Rack rack = instance.racks().get(index);
            require(rack.row() == row, "gang in one row");
            require(
                    !deployment.isGang() || deployment.acceleratorsPerRack() == rack.accelerators(),
                    "gang of whole racks");
            require(deployment.mayRunOn(rack.sku()), "sku");
            acceleratorsOfRack.merge(index, deployment.acceleratorsPerRack(), Integer::sum);
            long watts = deployment.wattsPerRack(rack.sku());
            wattsOfRack.merge(index, watts, Long::sum);
            for (int domain : new int[] {rack.cdu(), rack.row(), rack.hall(), Instance.SITE}) {
                wattsOfDomain.merge(domain, watts, Long::sum);
            }
        }
        int inRow =
                replicasInRow.merge(
                        new DeploymentInRow(instance.replicas().get(replica).deployment(), row),
                        1,
                        Integer::sum);
        require(inRow <= deployment.maxPerRow(), "spread");
        acceleratorsOfTenant.merge(
                deployment.tenant(), (long) deployment.accelerators(), Long::sum);
        placedReplicas++;
        accelerators += deployment.accelerators();
        weighted += deployment.weight();
    }

    private void compareSums() {
        for (Entry<Integer, Integer> rack : acceleratorsOfRack.entrySet()) {
            require(
                    rack.getValue() <= instance.racks().get(rack.getKey()).accelerators(),
                    "accelerators");
        }
        for (Entry<Integer, Long> rack : wattsOfRack.entrySet()) {
            require(
                    rack.getValue() <= instance.racks().get(rack.getKey()).budgetWatts(),
                    "rack power");
        }
        for (Entry<Integer, Long> entry : wattsOfDomain.entrySet()) {
            Domain domain = instance.domains().get(entry.getKey());
            require(entry.getValue() <= domain.budgetWatts(), domain.kind() + " power");
        }
        for (Entry<Integer, Long> tenant : acceleratorsOfTenant.entrySet()) {
            require(tenant.getValue() <= instance.tenants().get(tenant.getKey()).limit(), "quota");
        }
    }

    private void require(boolean holds, String constraint) {
        if (!holds) {
            violations.merge(constraint, 1, Integer::sum);
        }
    }
}
