package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import org.junit.jupiter.api.Test;

/** Operators who change the site while the guard is at work change nothing of what it does. */
class ChangedSiteTest {

    private final FluidSite plain = site();
    private final FluidSite changing = site();

    private static FluidSite site() {
        Topology topology =
                new TestFleet().rows(1, 4).rowWatts(400_000).loopHeatWatts(260_000).topology();
        return new FluidSite(topology, 1);
    }

    /** Lets a while pass at both, one of them declared anew before each step. */
    private void run(long millis) {
        for (long passed = 0; passed < millis; passed += FluidSite.STEP_MILLIS) {
            plain.run(FluidSite.STEP_MILLIS);
            changing.topology = FluidSite.redeclared(changing.topology);
            changing.run(FluidSite.STEP_MILLIS);
            assertThat(changing.outcome.capWatts())
                    .as("caps at %d ms", plain.nowMillis)
                    .containsExactly(plain.outcome.capWatts());
            assertThat(changing.outcome.drains()).isEqualTo(plain.outcome.drains());
        }
        assertThat(changing.acts).isEqualTo(plain.acts);
    }

    private void load(int rack, long watts) {
        plain.load(rack, watts, 0);
        changing.load(rack, watts, 0);
    }

    @Test
    void racksAreRaisedNoFasterWhileTheSiteChanges() {
        for (int rack = 0; rack < 4; rack++) {
            load(rack, 140_000);
        }
        run(3_000);
        load(3, 21_000);
        run(30_000);
        assertThat(plain.drawWatts[0]).as("raised").isGreaterThan(100_000);
    }

    @Test
    void racksOfADegradedLoopAreLeftInTimeAndStayLeftWhileTheSiteChanges() {
        load(0, 130_000);
        load(1, 130_000);
        run(3_000);
        LoopSight degraded = new LoopSight(plain.nowMillis, 40_000, 50_000, 0, 150_000, 1_000);
        plain.loops.put(0, degraded);
        changing.loops.put(0, degraded);
        run(70_000);
        assertThat(plain.outcome.drains()).containsOnlyKeys(0);
    }
}
