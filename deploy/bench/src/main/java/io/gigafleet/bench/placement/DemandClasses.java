package io.gigafleet.bench.placement;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is asked of an instance, accelerators that no bound can tell apart taken together. */
final class DemandClasses {

    /** The tenant of a class whose tenants all get what they ask. */
    static final int ANY_TENANT = -1;

    /**
     * Accelerators that are alike.
     *
     * @param mayUse indexes of the rack types that their replicas fit on
     */
    record Key(List<Integer> wattsPerAccelerator, int priority, BitSet mayUse, int tenant) {}

    /** How many accelerators of a class are asked for. */
    record DemandClass(Key key, long accelerators) {}

    private final List<DemandClass> classes = new ArrayList<>();
    private final Map<Integer, Long> bindingLimits = new LinkedHashMap<>();

    static DemandClasses of(Instance instance, List<RackTypes.Type> types) {
        DemandClasses found = new DemandClasses();
        long[] askedByTenant = new long[instance.tenants().size()];
        long[] askedByDeployment = new long[instance.deployments().size()];
        for (Replica replica : instance.replicas()) {
            Deployment deployment = instance.deployments().get(replica.deployment());
            askedByTenant[deployment.tenant()] += deployment.accelerators();
            askedByDeployment[replica.deployment()] += deployment.accelerators();
        }
        for (int tenant = 0; tenant < askedByTenant.length; tenant++) {
            long limit = instance.tenants().get(tenant).limit();
            if (askedByTenant[tenant] > limit) {
                found.bindingLimits.put(tenant, limit);
            }
        }
        Map<Key, Long> sums = new LinkedHashMap<>();
        Map<BitSet, BitSet> shared = new HashMap<>();
        for (int index = 0; index < askedByDeployment.length; index++) {
            Deployment deployment = instance.deployments().get(index);
            BitSet fitting = fitting(deployment, types);
            Key key =
                    new Key(
                            deployment.wattsPerAccelerator(),
                            deployment.priority(),
                            shared.computeIfAbsent(fitting, same -> same),
                            found.bindingLimits.containsKey(deployment.tenant())
                                    ? deployment.tenant()
                                    : ANY_TENANT);
            sums.merge(key, askedByDeployment[index], Long::sum);
        }
        sums.forEach((key, asked) -> found.classes.add(new DemandClass(key, asked)));
        return found;
    }

    private static BitSet fitting(Deployment deployment, List<RackTypes.Type> types) {
        BitSet fitting = new BitSet(types.size());
        for (int type = 0; type < types.size(); type++) {
            Rack rack = types.get(type).like();
            int wanted = deployment.acceleratorsPerRack();
            boolean isRightSize =
                    deployment.isGang()
                            ? wanted == rack.accelerators()
                            : wanted <= rack.accelerators();
            fitting.set(
                    type,
                    isRightSize
                            && deployment.mayRunOn(rack.sku())
                            && deployment.wattsPerRack(rack.sku()) <= rack.budgetWatts());
        }
        return fitting;
    }

    List<DemandClass> classes() {
        return classes;
    }

    /** Limits of the tenants that ask for more than they may hold, by tenant. */
    Map<Integer, Long> bindingLimits() {
        return bindingLimits;
    }
}
