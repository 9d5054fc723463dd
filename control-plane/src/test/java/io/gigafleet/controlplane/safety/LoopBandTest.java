package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Racks of a loop that rejects less than they would give it: cut, held, raised, and no swinging.
 */
class LoopBandTest {

    private static final long DECLARED_WATTS = 1_000_000;
    private static final int RACKS = 8;
    private static final int LOOP = 0;
    private static final int CHANGE_STEPS = 100;

    /** A second and a half: until a reading shows a change and a cut is obeyed. */
    private static final int SEEN_STEPS = 15;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    /** Eight racks, of which each loop cools two; here all heat that matters is the first one's. */
    private final FluidSite site =
            new FluidSite(
                    new TestFleet().rows(1, RACKS).loopHeatWatts(DECLARED_WATTS).topology(), 1);

    private void rejects(long watts) {
        site.loops.put(LOOP, new LoopSight(site.nowMillis, 40_000, 50_000, 0, watts, 1_000));
    }

    private long heatWatts(long[] watts) {
        return site.topology.rack(0).heatOf(watts[0]) + site.topology.rack(1).heatOf(watts[1]);
    }

    private void want(Random random, long leastWatts, long mostWatts) {
        for (int rack = 0; rack < 2; rack++) {
            site.demandWatts[rack] = random.nextLong(leastWatts, mostWatts);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void steadyLoadAboveTheLimitIsCutAndHeldWithinThreePercent(long seed) {
        Random random = new Random(seed);
        site.loadAll(100_000).run(20_000);
        want(random, 110_000, 140_000);
        long capacity = heatWatts(site.demandWatts) * (800 + random.nextInt(190)) / 1_000;
        rejects(capacity);
        site.run(5_000);
        long cuts = site.actsOf("cap");
        for (int step = 0; step < 6_000; step++) {
            site.run(FluidSite.STEP_MILLIS);
            assertThat(heatWatts(site.drawWatts))
                    .as("seed %d, step %d, of %d W", seed, step, capacity)
                    .isBetween(capacity * 975 / 1_000, capacity);
        }
        assertThat(site.actsOf("cap")).as("cut no more than at first").isEqualTo(cuts);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void loadThatFitsAgainIsGivenBackWithinAMinute(long seed) {
        Random random = new Random(seed);
        site.loadAll(100_000).run(20_000);
        want(random, 110_000, 140_000);
        long wanted = heatWatts(site.demandWatts);
        rejects(wanted * (700 + random.nextInt(280)) / 1_000);
        site.run(600_000);
        rejects(wanted * 100 / 97);
        site.run(60_000);
        assertThat(heatWatts(site.drawWatts)).as("seed %d", seed).isEqualTo(wanted);
    }

    /** The load changes 360 times, the loop's capacity falls by 12% and comes back. */
    @ParameterizedTest
    @MethodSource("seeds")
    void unsteadyLoadCrossesTheLimitOnlyAsItChangesAndNeverForLong(long seed) {
        Random random = new Random(seed);
        site.loadAll(100_000).run(20_000);
        int crossings = 0;
        int stepsOver = 0;
        boolean wasOver = false;
        for (int step = 0; step < 36_000; step++) {
            if (step % CHANGE_STEPS == 0) {
                want(random, 105_000, 130_000);
                double afternoon = 1 - 0.12 * Math.sin(Math.PI * step / 36_000);
                rejects(Math.round(215_000 * afternoon));
            }
            site.run(FluidSite.STEP_MILLIS);
            boolean isOver = heatWatts(site.drawWatts) > site.outcome.heatCapacityWatts()[LOOP];
            if (isOver && !wasOver) {
                crossings++;
                assertThat(step % CHANGE_STEPS)
                        .as("seed %d, step %d: raised over the limit", seed, step)
                        .isLessThanOrEqualTo(SEEN_STEPS);
            }
            stepsOver += isOver ? 1 : 0;
            wasOver = isOver;
        }
        assertThat(crossings).as("in 360 changes of seed %d", seed).isLessThanOrEqualTo(30);
        assertThat(stepsOver).as("of 36000, seed %d", seed).isLessThanOrEqualTo(200);
    }
}
