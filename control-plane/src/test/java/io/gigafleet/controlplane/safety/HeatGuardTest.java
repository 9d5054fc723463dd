package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeatGuardTest {

    private static final int SLOWDOWN_CELSIUS = 87;

    private static FluidSite site() {
        return new FluidSite(new TestFleet().rows(1, 4).loopHeatWatts(260_000).topology(), 1);
    }

    private static LoopSight unit(FluidSite site, int supplyMilli, long capacity, int pump) {
        return new LoopSight(site.nowMillis, supplyMilli, 50_000, 0, capacity, pump);
    }

    @Test
    void rackWithLittleFlowIsDeratedBeforeItThrottles() {
        FluidSite site = site().loadAll(135_000).run(20_000);
        site.thermalResistance[0] = 1.9;
        double hottest = 0;
        for (int step = 0; step < 600; step++) {
            site.run(100);
            hottest = Math.max(hottest, site.dieCelsius[0]);
        }
        assertThat(hottest).isLessThan(SLOWDOWN_CELSIUS);
        assertThat(site.drawWatts[0]).isBetween(90_000L, 133_000L);
        assertThat(site.drawWatts[1]).isEqualTo(135_000);
        assertThat(site.outcome.barred()).containsOnlyKeys(0);
        assertThat(site.actsOf("derate")).isEqualTo(1);
        assertThat(site.outcome.drains()).isEmpty();
    }

    @Test
    void rackThatStaysHotHasItsReplicasMoved() {
        FluidSite site = site().loadAll(135_000).run(20_000);
        site.thermalResistance[0] = 1.9;
        site.run(150_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(0);
        assertThat(site.outcome.drains().get(0)).startsWith("hot: die ");
        assertThat(site.actsOf("move")).isEqualTo(1);
    }

    @Test
    void rackWithoutFlowIsLeftAtOnceAndCutOffBeforeItsLimit() {
        FluidSite site = site().loadAll(135_000).run(20_000);
        site.thermalResistance[0] = 30;
        double hottest = 0;
        for (int step = 0; step < 300 && !site.off.get(0); step++) {
            site.run(100);
            hottest = Math.max(hottest, site.dieCelsius[0]);
        }
        assertThat(site.off.get(0)).isTrue();
        assertThat(site.actsOf("trip")).isEqualTo(1);
    }

    @Test
    void derateIsLiftedSlowlyWhenFlowIsBackAndTheBarStaysWhereWorkWasMoved() {
        FluidSite site = site().loadAll(135_000).run(20_000);
        site.thermalResistance[0] = 1.9;
        site.run(150_000);
        site.thermalResistance[0] = 1;
        site.run(60_000);
        assertThat(site.drawWatts[0]).isEqualTo(135_000);
        assertThat(site.outcome.drains()).isEmpty();
        assertThat(site.outcome.barred()).containsOnlyKeys(0);
        site.run(600_000);
        assertThat(site.outcome.barred()).isEmpty();
    }

    @Test
    void aSteadyCauseMakesNoOscillation() {
        FluidSite site = site().loadAll(135_000).run(20_000);
        site.thermalResistance[0] = 1.9;
        site.run(30_000);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int step = 0; step < 3_000; step++) {
            site.run(100);
            least = Math.min(least, site.drawWatts[0]);
            most = Math.max(most, site.drawWatts[0]);
        }
        assertThat(most - least).isLessThan(4_000);
    }

    @Test
    void racksOfADegradedLoopAreCutToWhatItRejects() {
        FluidSite site = site().loadAll(130_000).run(3_000);
        assertThat(site.outcome.capWatts()).containsOnly(140_000);
        site.loops.put(0, unit(site, 40_000, 150_000, 1_000));
        site.run(3_000);
        long heatWatts = (site.drawWatts[0] + site.drawWatts[1]) * 87 / 100;
        assertThat(heatWatts).isBetween(148_500L, 149_250L);
        assertThat(site.drawWatts[0]).isEqualTo(site.drawWatts[1]);
        assertThat(site.drawWatts[2]).as("another loop").isEqualTo(130_000);
        assertThat(site.outcome.heatCapacityWatts()).containsExactly(150_000, 260_000);
        assertThat(site.actsOf("loop-degraded")).isEqualTo(1);
    }

    @Test
    void racksAreLeftUntilWhatIsCommittedFitsTheDegradedLoop() {
        FluidSite site = site().loadAll(130_000).run(3_000);
        site.loops.put(0, unit(site, 40_000, 150_000, 1_000));
        site.run(59_000);
        assertThat(site.outcome.drains()).isEmpty();
        site.run(3_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(0);
        site.loops.put(0, unit(site, 40_000, 260_000, 1_000));
        site.run(1_000);
        assertThat(site.outcome.drains()).isEmpty();
        assertThat(site.actsOf("loop-restored")).isEqualTo(1);
    }

    @Test
    void racksThatWereLeftAreUsedAgainWhenSomeOfTheCapacityIsBack() {
        FluidSite site = site().loadAll(130_000).run(3_000);
        site.loops.put(0, unit(site, 40_000, 150_000, 1_000));
        site.run(63_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(0);
        site.load(0, 21_000, 0).run(1_000);
        site.loops.put(0, unit(site, 40_000, 160_000, 1_000));
        site.run(1_000);
        assertThat(site.outcome.drains()).as("a little more").containsOnlyKeys(0);
        site.loops.put(0, unit(site, 40_000, 170_000, 1_000));
        site.run(1_000);
        assertThat(site.outcome.drains()).isEmpty();
        assertThat(site.actsOf("loop-recovers")).isEqualTo(1);
    }

    @Test
    void pumpThatStopsLeavesNothingToReject() {
        FluidSite site = site().loadAll(130_000).run(3_000);
        site.loops.put(1, unit(site, 40_000, 260_000, 0));
        site.run(2_000);
        assertThat(site.outcome.heatCapacityWatts()[1]).isZero();
        assertThat(site.drawWatts[2]).as("at its lowest clock").isLessThan(27_000);
        site.run(40_000);
        assertThat(site.outcome.suspensions()[2]).isEqualTo(Suspension.ALL);
        assertThat(site.off.isEmpty()).as("a loop alone cuts nobody off").isTrue();
    }

    @Test
    void supplyThatWarmsTellsOfACduThatRejectsLessThanItSays() {
        FluidSite site = site().loadAll(130_000).run(3_000);
        int supplyMilli = 41_000;
        for (int reading = 0; reading < 4; reading++) {
            site.loops.put(
                    0, new LoopSight(site.nowMillis, supplyMilli, 50_000, 226_000, 260_000, 1_000));
            site.run(10_000);
            supplyMilli += 200; // a fiftieth of a kelvin a second: 31 kW too much
        }
        assertThat(site.outcome.heatCapacityWatts()[0]).isBetween(190_000L, 197_000L);
        assertThat(site.outcome.alarms())
                .extracting(GuardAlarm::key)
                .contains("degraded loop/loop-0");
    }

    @Test
    void holdKeepsADerateAndACutAndRaisesNothing() {
        FluidSite site =
                new FluidSite(new TestFleet().rows(1, 4).rowWatts(480_000).topology(), 1)
                        .loadAll(130_000)
                        .run(20_000);
        site.thermalResistance[0] = 1.9;
        site.run(20_000);
        long[] caps = site.outcome.capWatts();
        site.modes = new Modes(Map.of(), Set.of("hall/h1"));
        site.thermalResistance[0] = 1;
        site.loadAll(40_000).run(120_000);
        assertThat(site.outcome.capWatts()).containsExactly(caps);
        assertThat(site.outcome.barred()).containsOnlyKeys(0);
        site.modes = Modes.ALL_ACT;
        site.run(120_000);
        assertThat(site.outcome.barred()).isEmpty();
        assertThat(site.outcome.capWatts()[1]).isGreaterThan(caps[1]);
    }

    @Test
    void suggestedDerateIsProposedOnce() {
        FluidSite site = site().loadAll(135_000).run(20_000);
        site.modes = new Modes(Map.of("site", Modes.all(Mode.SUGGEST)), Set.of());
        site.thermalResistance[0] = 1.9;
        site.run(60_000);
        assertThat(site.drawWatts[0]).isEqualTo(135_000);
        assertThat(site.acts)
                .filteredOn(act -> act.action().equals("derate"))
                .singleElement()
                .extracting(GuardAct::done)
                .isEqualTo(false);
    }

    @Test
    void derateThatHasToGoMuchFurtherIsToldAgain() {
        FluidSite site = site().loadAll(135_000).run(20_000);
        site.thermalResistance[0] = 1.9;
        site.run(30_000);
        site.thermalResistance[0] = 3;
        site.run(30_000);
        assertThat(site.drawWatts[0]).isLessThan(90_000);
        assertThat(site.actsOf("derate")).isEqualTo(2);
    }

    @Test
    void furtherRackIsLeftWhenALoopLosesMore() {
        FluidSite site = site().loadAll(130_000).run(3_000);
        site.loops.put(0, unit(site, 40_000, 150_000, 1_000));
        site.run(63_000);
        assertThat(site.outcome.drains()).as("131 of 150 kW stay").containsOnlyKeys(0);
        site.loops.put(0, unit(site, 40_000, 120_000, 1_000));
        site.run(1_000);
        assertThat(site.outcome.drains()).as("131 kW are more than 120").containsOnlyKeys(0, 1);
    }

    @Test
    void cduThatFallsSilentIsToldOf() {
        FluidSite site = new FluidSite(new TestFleet().rows(1, 4).topology(), 1);
        site.loops.put(0, unit(site, 40_000, 10_000_000, 1_000));
        site.run(9_000);
        assertThat(site.outcome.alarms()).isEmpty();
        site.run(2_000);
        assertThat(site.outcome.alarms())
                .extracting(GuardAlarm::key, GuardAlarm::text)
                .containsExactly(
                        tuple(
                                "silent-cdu site",
                                "not heard for 10 s: the CDU of loop loop-0; each counts with what"
                                        + " it said last: see what reports it"));
        site.loops.put(0, unit(site, 40_000, 10_000_000, 1_000));
        site.run(100);
        assertThat(site.outcome.alarms()).isEmpty();
    }
}
