package io.gigafleet.bench.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes instances like the given ones, of any size, from a seed. Deployments arrive until the
 * accelerators asked for, or the watts they draw on a rack of the site's average SKU, reach the
 * demand.
 */
public final class InstanceGenerator {

    private static final int TENANTS = 40;

    /** Sum of the quotas, of the site's accelerators. */
    private static final double QUOTAS = 1.3;

    /** The same where quotas are to bind. */
    private static final double BINDING_QUOTAS = 0.8;

    /** Share of a quota that may be borrowed beyond it where quotas are to bind. */
    private static final double BORROW = 0.1;

    /** Deployments that no longer fit the demand before the generator stops. */
    private static final int MISSES_MAX = 200;

    /** Share of deployments that are of gangs; they ask for about a third of the accelerators. */
    private static final double GANGS = 0.03;

    private final Mix mix;
    private final SplittableRandom random;
    private final GeneratedPlant plant;
    private final GeneratedShapes shapes;
    private final double shareOfSecondSku;
    private final double acceleratorsLeftAtStart;
    private double acceleratorsLeft;
    private double wattsLeft;
    private final List<Tenant> tenants = new ArrayList<>();
    private final long[] quotaLeft = new long[TENANTS];
    private final List<Deployment> deployments = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();

    private InstanceGenerator(int racks, long seed, Mix mix, double demand) {
        this.mix = mix;
        this.random = new SplittableRandom(seed);
        this.plant = GeneratedPlant.of(racks, random.split());
        this.shapes = new GeneratedShapes(plant, random.split());
        this.shareOfSecondSku =
                (double) plant.racks().stream().filter(rack -> rack.sku() == 1).count() / racks;
        this.acceleratorsLeftAtStart = (double) racks * GeneratedPlant.ACCELERATORS;
        this.acceleratorsLeft = demand * acceleratorsLeftAtStart;
        this.wattsLeft = demand * plant.domains().get(Instance.SITE).budgetWatts();
    }

    /**
     * An instance.
     *
     * @param demand what is asked, of what the site has (1.1: a tenth too much)
     * @throws IllegalArgumentException if there is no rack or no demand
     */
    public static Instance generate(int racks, long seed, Mix mix, double demand) {
        if (racks < 1 || !(demand > 0)) {
            throw new IllegalArgumentException(
                    "racks is %d and demand %s: give at least one rack and a demand above zero"
                            .formatted(racks, demand));
        }
        InstanceGenerator generator = new InstanceGenerator(racks, seed, mix, demand);
        generator.addTenants();
        generator.addDeployments();
        return new Instance(
                "%s-%d-s%d-d%03.0f"
                        .formatted(mix.name().toLowerCase(Locale.ROOT), racks, seed, demand * 100),
                generator.plant.domains(),
                generator.plant.racks(),
                generator.tenants,
                generator.deployments,
                generator.replicas);
    }

    /** Quotas fall like 1, 1/2, 1/3 and so on. */
    private void addTenants() {
        double harmonic = 0;
        for (int tenant = 1; tenant <= TENANTS; tenant++) {
            harmonic += 1.0 / tenant;
        }
        boolean binds = mix == Mix.QUOTA;
        double all = acceleratorsLeftAtStart * (binds ? BINDING_QUOTAS : QUOTAS);
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            int quota = (int) (all / harmonic / (tenant + 1));
            int borrow = binds ? (int) (quota * BORROW) : 0;
            tenants.add(new Tenant(tenant, quota, borrow));
            quotaLeft[tenant] = binds ? Long.MAX_VALUE : quota;
        }
    }

    private void addDeployments() {
        int misses = 0;
        while (misses < MISSES_MAX) {
            GeneratedShapes.Shape shape =
                    mix == Mix.GANG && random.nextDouble() < GANGS
                            ? shapes.gang(mix)
                            : shapes.partOfRack(mix);
            double accelerators = (double) shape.replicas() * shape.accelerators();
            double watts =
                    accelerators
                            * (shape.watts().get(0) * (1 - shareOfSecondSku)
                                    + shape.watts().get(1) * shareOfSecondSku);
            int tenant = tenantFor((long) accelerators);
            if (tenant < 0 || accelerators > acceleratorsLeft || watts > wattsLeft) {
                misses++;
                continue;
            }
            misses = 0;
            acceleratorsLeft -= accelerators;
            wattsLeft -= watts;
            quotaLeft[tenant] -= (long) accelerators;
            add(shape, tenant);
        }
    }

    /** A tenant by chance; if its quota is used up, the next one; -1 if all are. */
    private int tenantFor(long accelerators) {
        int first = random.nextInt(TENANTS);
        for (int step = 0; step < TENANTS; step++) {
            int tenant = (first + step) % TENANTS;
            if (quotaLeft[tenant] >= accelerators) {
                return tenant;
            }
        }
        return -1;
    }

    private void add(GeneratedShapes.Shape shape, int tenant) {
        int index = deployments.size();
        deployments.add(
                new Deployment(
                        index,
                        shape.model(),
                        shape.accelerators(),
                        shape.racks(),
                        shape.watts(),
                        shape.requiredSku(),
                        shape.maxPerRow(),
                        shape.priority(),
                        tenant));
        for (int replica = 0; replica < shape.replicas(); replica++) {
            replicas.add(new Replica(replicas.size(), index));
        }
    }
}
