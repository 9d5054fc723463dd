package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WavePlanTest {

    private static List<List<String>> waves(
            int racks, int canary, double growth, IntFunction<String> batchOf) {
        Topology topology = new TestFleet().rows(1, racks).topology();
        List<RackIdentity> identities =
                IntStream.range(0, racks)
                        .mapToObj(
                                rack ->
                                        new RackIdentity(
                                                "s" + rack, rack + 1, "dock", batchOf.apply(rack)))
                        .toList();
        return WavePlan.of(names(0, racks), canary, growth, topology, identities);
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(rack -> "r" + rack).toList();
    }

    /** The example of {@link WavePlan}; racks count from 0 here. */
    @Test
    void canaryHoldsARackOfEachBatchAndWavesGrowOverBothLoops() {
        Topology topology = ForecastsTest.twoLoopsOfEight();
        List<RackIdentity> identities =
                IntStream.range(0, 16)
                        .mapToObj(rack -> new RackIdentity("s", rack, "dock", rack < 8 ? "A" : "B"))
                        .toList();

        assertThat(WavePlan.of(names(0, 16), 3, 2, topology, identities))
                .containsExactly(
                        List.of("r0", "r8", "r1"),
                        List.of("r9", "r2", "r10", "r3", "r11", "r4"),
                        List.of("r12", "r5", "r13", "r6", "r14", "r7", "r15"));
    }

    /** Two racks stand on each loop here. */
    @Test
    void laterWavesBeginOnLoopsThatNoWaveHasTouched() {
        List<List<String>> waves = waves(16, 3, 2, rack -> rack < 8 ? "A" : "B");

        assertThat(waves.get(0)).containsExactly("r0", "r8", "r2");
        assertThat(waves.get(1)).containsExactly("r4", "r6", "r10", "r12", "r14", "r1");
        assertThat(waves.get(2)).containsExactly("r3", "r5", "r7", "r9", "r11", "r13", "r15");
        assertThat(waves).hasSize(3);
    }

    @Test
    void canaryTooSmallForAllBatchesTakesTheFirst() {
        assertThat(waves(6, 2, 2, rack -> "batch-" + rack / 2).getFirst())
                .containsExactly("r0", "r2");
    }

    @Test
    void canaryOfOneBatchTriesAsManyLoopsAsItCan() {
        assertThat(waves(8, 4, 2, rack -> "A").getFirst()).containsExactly("r0", "r2", "r4", "r6");
    }

    @Test
    void everyRackIsInOneWave() {
        assertThat(waves(40, 3, 1.5, rack -> "batch-" + rack % 3).stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(names(0, 40));
    }

    @Test
    void growthOfOneKeepsWavesAsLargeAsTheCanary() {
        assertThat(waves(7, 2, 1, rack -> "A")).extracting(List::size).containsExactly(2, 2, 2, 1);
    }

    @Test
    void growthIsRoundedUpAndNotCompounded() {
        assertThat(waves(20, 1, 1.5, rack -> "A"))
                .extracting(List::size)
                .containsExactly(1, 2, 3, 4, 6, 4);
    }

    @Test
    void canaryLargerThanTheRolloutIsAllOfIt() {
        assertThat(waves(4, 10, 2, rack -> "A")).hasSize(1);
    }

    @Test
    void noRacksMakeNoWaves() {
        assertThat(waves(0, 1, 2, rack -> "A")).isEmpty();
    }
}
