package io.gigafleet.bench.placement.baseline.timefold;

import io.gigafleet.bench.placement.Deployment;
import io.gigafleet.bench.placement.Domain;
import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.Objective;
import io.gigafleet.bench.placement.Rack;
import java.util.Arrays;
import java.util.List;

/** What is left of every limit, below zero where it is exceeded; by how much in all; the worth. */
final class SeatingSums {

    /** Before there is anything to add up. */
    static final SeatingSums EMPTY =
            new SeatingSums(
                    new Instance(
                            "empty",
                            List.of(new Domain(Domain.Kind.SITE, 0, Domain.NO_PARENT, 1)),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()),
                    Objective.WEIGHTED);

    private final Instance instance;
    private final Objective objective;
    private final long[] accelerators;
    private final long[] rackWatts;
    private final long[] domainWatts;
    private final long[] tenants;

    /** By deployment, then row. */
    private final long[][] inRow;

    private long exceeded;
    private long worth;

    SeatingSums(Instance instance, Objective objective) {
        this.instance = instance;
        this.objective = objective;
        this.accelerators = instance.racks().stream().mapToLong(Rack::accelerators).toArray();
        this.rackWatts = instance.racks().stream().mapToLong(Rack::budgetWatts).toArray();
        this.domainWatts = instance.domains().stream().mapToLong(Domain::budgetWatts).toArray();
        this.tenants = instance.tenants().stream().mapToLong(tenant -> tenant.limit()).toArray();
        this.inRow = new long[instance.deployments().size()][];
    }

    /** Adds a seated replica (sign 1) or takes it away (sign -1). */
    void add(Seat seat, int sign) {
        Integer at = seat.getRack();
        if (at == null) {
            return;
        }
        int index = instance.replicas().get(seat.getReplica()).deployment();
        Deployment deployment = instance.deployments().get(index);
        Rack rack = instance.racks().get(at);
        long watts = sign * deployment.wattsPerRack(rack.sku());
        use(accelerators, at, (long) sign * deployment.accelerators());
        use(rackWatts, at, watts);
        use(domainWatts, rack.cdu(), watts);
        use(domainWatts, rack.row(), watts);
        use(domainWatts, rack.hall(), watts);
        use(domainWatts, Instance.SITE, watts);
        use(tenants, deployment.tenant(), (long) sign * deployment.accelerators());
        use(rowsOf(index, deployment), rack.row(), sign);
        if (!deployment.mayRunOn(rack.sku())) {
            exceeded += (long) sign * deployment.accelerators();
        }
        worth += (long) sign * deployment.accelerators() * objective.worth(deployment.priority());
    }

    private long[] rowsOf(int index, Deployment deployment) {
        if (inRow[index] == null) {
            inRow[index] = new long[domainWatts.length];
            Arrays.fill(inRow[index], deployment.maxPerRow());
        }
        return inRow[index];
    }

    private void use(long[] left, int index, long amount) {
        exceeded += Math.min(0, left[index]);
        left[index] -= amount;
        exceeded -= Math.min(0, left[index]);
    }

    /** Watts, accelerators and replicas beyond all limits. */
    long exceeded() {
        return exceeded;
    }

    long worth() {
        return worth;
    }
}
