package io.gigafleet.bench.placement;

import io.gigafleet.bench.Misuse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Deployments that come and go at a steady load.
 *
 * <p>Whole deployments arrive in the order of the instance, and round again. Each counts in the
 * offered load, placed or not, until it leaves; how its watts are counted is {@link OfferedWatts}.
 * Arrivals are taken while offered accelerators and offered watts stay under a share of the site's;
 * then one deployment in a hundred of those there are, at least one, leaves by chance; and so on,
 * until after the first fill as many accelerators have arrived as the fleet has.
 *
 * @param arrived accelerators that arrived after the first fill
 * @param rejected those that found no place at once
 * @param moved accelerators moved to make room after the first fill
 * @param micros what each arrival of a replica after the first fill took
 */
record Churn(
        long arrived,
        long rejected,
        long moved,
        List<Double> micros,
        InstanceCheck.Checked checked) {

    private static final double LEAVING = 0.01;
    private static final double NANOS_PER_MICRO = 1e3;

    Churn {
        micros = List.copyOf(micros);
    }

    /**
     * How much is offered.
     *
     * @param share of the site's accelerators and watts, above 0
     */
    record Load(double share, OfferedWatts watts) {
        Load {
            if (!(share > 0)) {
                throw new Misuse("a load of " + share + ": give a share above 0, such as 0.99");
            }
        }
    }

    /** Plays arrivals and departures against a scheduler. */
    static Churn play(
            Instance instance, Load load, long seed, Function<Instance, ChurnFleet> scheduler) {
        double rounds = (1 + load.share()) * instance.accelerators() / instance.acceleratorsAsked();
        Instance repeated = Rounds.of(instance, (int) Math.ceil(rounds) + 1);
        return new Play(repeated, load, new SplittableRandom(seed), scheduler.apply(repeated))
                .run();
    }

    private static final class Play {
        private final Instance instance;
        private final SplittableRandom random;
        private final ChurnFleet fleet;
        private final List<List<Integer>> replicasOf = new ArrayList<>();
        private final List<Integer> live = new ArrayList<>();
        private final boolean[] isPlaced;
        private final OfferedWatts offered;
        private final double acceleratorsMost;
        private final double wattsMost;
        private double accelerators;
        private double watts;
        private boolean isFilled;
        private long arrived;
        private long rejected;
        private final List<Double> micros = new ArrayList<>();

        Play(Instance instance, Load load, SplittableRandom random, ChurnFleet fleet) {
            this.instance = instance;
            this.random = random;
            this.fleet = fleet;
            this.isPlaced = new boolean[instance.replicas().size()];
            this.offered = load.watts();
            this.acceleratorsMost = load.share() * instance.accelerators();
            this.wattsMost = load.share() * instance.domains().get(Instance.SITE).budgetWatts();
            instance.deployments().forEach(ignored -> replicasOf.add(new ArrayList<>()));
            for (int replica = 0; replica < isPlaced.length; replica++) {
                replicasOf.get(instance.replicas().get(replica).deployment()).add(replica);
            }
        }

        Churn run() {
            int next = 0;
            while (arrived < instance.accelerators()) {
                if (accelerators + accelerators(next) <= acceleratorsMost
                        && watts + watts(next) <= wattsMost) {
                    arrive(next++);
                } else {
                    if (!isFilled) {
                        isFilled = true;
                        fleet.startCounting();
                    }
                    leaveSome();
                }
            }
            return new Churn(
                    arrived,
                    rejected,
                    fleet.moved(),
                    micros,
                    InstanceCheck.check(instance, fleet.placed()));
        }

        private double accelerators(int deployment) {
            return (double) replicasOf.get(deployment).size()
                    * instance.deployments().get(deployment).accelerators();
        }

        private double watts(int deployment) {
            return offered.perAccelerator(instance.deployments().get(deployment))
                    * accelerators(deployment);
        }

        private void arrive(int deployment) {
            accelerators += accelerators(deployment);
            watts += watts(deployment);
            live.add(deployment);
            int each = instance.deployments().get(deployment).accelerators();
            for (int replica : replicasOf.get(deployment)) {
                long before = System.nanoTime();
                isPlaced[replica] = fleet.arrive(replica);
                if (isFilled) {
                    micros.add((System.nanoTime() - before) / NANOS_PER_MICRO);
                    arrived += each;
                    rejected += isPlaced[replica] ? 0 : each;
                }
            }
        }

        private void leaveSome() {
            int leaving = Math.max(1, (int) (LEAVING * live.size()));
            for (int left = 0; left < leaving; left++) {
                int at = random.nextInt(live.size());
                int deployment = live.get(at);
                live.set(at, live.getLast());
                live.removeLast();
                accelerators -= accelerators(deployment);
                watts -= watts(deployment);
                for (int replica : replicasOf.get(deployment)) {
                    if (isPlaced[replica]) {
                        fleet.leave(replica);
                        isPlaced[replica] = false;
                    }
                }
            }
        }
    }
}
