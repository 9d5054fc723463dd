package io.gigafleet.bench.placement.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.bench.placement.Deployment;
import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.InstanceCheck;
import io.gigafleet.bench.placement.InstanceGenerator;
import io.gigafleet.bench.placement.Mix;
import io.gigafleet.bench.placement.PlacedReplicas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KubeLikeTest {

    private static final int SEEDS = 5;

    @ParameterizedTest
    @EnumSource
    void everyPlanKeepsEveryConstraint(Mix mix) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Instance instance = InstanceGenerator.generate(120, seed, mix, 1.1);
            for (Looking looking : Looking.values()) {
                for (Scoring scoring : Scoring.values()) {
                    assertThat(
                                    InstanceCheck.check(
                                                    instance,
                                                    new KubeLike(looking, scoring).place(instance))
                                            .violations())
                            .as("seed %d, %s, %s", seed, looking, scoring)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void gangsArePlacedWhole() {
        Instance instance = InstanceGenerator.generate(120, 1, Mix.GANG, 0.5);
        PlacedReplicas placed = new KubeLike(Looking.ALL, Scoring.MOST_ALLOCATED).place(instance);

        int gangs = 0;
        for (int replica = 0; replica < placed.size(); replica++) {
            Deployment deployment = instance.deploymentOf(replica);
            if (deployment.isGang() && placed.isPlaced(replica)) {
                assertThat(placed.racksOf(replica)).hasSize(deployment.racks());
                gangs++;
            }
        }
        assertThat(gangs).isPositive();
    }

    @Test
    void packingLeavesRoomForMoreThanSpreading() {
        Instance instance = InstanceGenerator.generate(200, 1, Mix.STD, 1.1);

        assertThat(accelerators(instance, Scoring.MOST_ALLOCATED))
                .isGreaterThan(accelerators(instance, Scoring.LEAST_ALLOCATED));
    }

    private static long accelerators(Instance instance, Scoring scoring) {
        return InstanceCheck.check(instance, new KubeLike(Looking.ALL, scoring).place(instance))
                .accelerators();
    }

    /** The figures of the Kubernetes documentation: 10 percent at 5,000 nodes. */
    @Test
    void sampleShrinksAsKubernetesDocumentsIt() {
        assertThat(Looking.SAMPLED.enough(5_000)).isEqualTo(500);
        assertThat(Looking.SAMPLED.enough(28_000)).isEqualTo(1_400);
        assertThat(Looking.SAMPLED.enough(150)).isEqualTo(100);
        assertThat(Looking.SAMPLED.enough(64)).isEqualTo(64);
        assertThat(Looking.ALL.enough(5_000)).isEqualTo(5_000);
    }
}
