package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.safety.PlantSights.LoopSight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A loop of two racks, of 260 kW, whose CDU is lost. As DESIGN 8 has it, a tenth too much heat
 * warms it by a kelvin a minute. The loop beside it is well.
 */
class DeadLoopTest {

    private static final long DECLARED_WATTS = 260_000;
    private static final long IDLE_WATTS = 21_000;

    private final FluidSite site =
            new FluidSite(new TestFleet().rows(1, 4).loopHeatWatts(DECLARED_WATTS).topology(), 1);
    private double supplyCelsius = 40;

    /** Lets a while pass with a loop that rejects so much. */
    private void run(long rejectedWatts, long seconds) {
        for (long second = 0; second < seconds; second++) {
            long heat =
                    site.topology.rack(0).heatOf(site.drawWatts[0])
                            + site.topology.rack(1).heatOf(site.drawWatts[1]);
            supplyCelsius += Math.max(0, heat - rejectedWatts) * 10.0 / DECLARED_WATTS / 60;
            site.supplyCelsius[0] = supplyCelsius;
            site.supplyCelsius[1] = supplyCelsius;
            site.loops.put(
                    0,
                    new LoopSight(
                            site.nowMillis,
                            (int) Math.round(supplyCelsius * 1_000),
                            50_000,
                            heat,
                            rejectedWatts,
                            1_000));
            site.run(1_000);
        }
    }

    private List<GuardAct> isolations() {
        return site.acts.stream().filter(act -> act.action().equals("isolate")).toList();
    }

    @Test
    void emptyRacksOfADeadLoopAreCutOffLongBeforeTheyAreHot() {
        site.run(3_000);
        run(0, 120);
        assertThat(site.off.stream().boxed()).containsExactly(0, 1);
        assertThat(site.dieCelsius[0]).isLessThan(50);
        assertThat(isolations())
                .extracting(GuardAct::subject, GuardAct::done)
                .containsExactly(tuple("rack/r0", true), tuple("rack/r1", true));
        assertThat(isolations().getFirst().numbers())
                .startsWith("loop loop-0: it rejects 0 W, less than its racks take idle, and warms")
                .endsWith("; nothing runs on it");
    }

    @Test
    void deadLoopIsAnAlarmOfItsOwnWhileItsRacksHavePower() {
        site.loadAll(60_000).run(3_000);
        run(0, 60);
        assertThat(site.outcome.alarms())
                .extracting(GuardAlarm::key)
                .contains("dead loop/loop-0", "degraded loop/loop-0");
    }

    @Test
    void drainedRackIsCutOffAndTheOtherWhenItIsAboutToSlowDown() {
        site.loadAll(120_000).run(3_000);
        run(0, 120);
        assertThat(site.off.isEmpty()).as("both have work").isTrue();
        assertThat(site.outcome.drains()).containsOnlyKeys(0, 1);
        site.load(1, IDLE_WATTS, 0);
        run(0, 5);
        assertThat(site.off.stream().boxed()).containsExactly(1);
        double hottest = 0;
        for (int minute = 0; minute < 120 && !site.off.get(0); minute++) {
            run(0, 60);
            hottest = Math.max(hottest, site.dieCelsius[0]);
        }
        assertThat(site.off.get(0)).isTrue();
        assertThat(isolations().getLast().numbers()).contains("; it slows down in ");
        assertThat(hottest).as("under its slowdown limit").isBetween(80.0, 87.0);
    }

    @Test
    void noMoreRacksAreCutOffThanItTakesForTheOthersToStayCool() {
        site.run(3_000);
        run(20_000, 300);
        assertThat(site.off.cardinality()).as("18 kW of heat are left").isEqualTo(1);
        run(20_000, 3_600);
        assertThat(site.off.cardinality()).isEqualTo(1);
    }

    @Test
    void readingAloneCutsNobodyOff() {
        site.run(3_000);
        site.loops.put(0, new LoopSight(site.nowMillis, 40_000, 50_000, 0, 0, 1_000));
        site.run(300_000);
        assertThat(site.off.isEmpty()).as("its supply stays cold").isTrue();
    }

    @Test
    void heldScopeIsToldOnceWhatShouldBeCutOff() {
        site.modes = new Modes(Map.of(), Set.of("loop/loop-0"));
        site.run(3_000);
        run(0, 120);
        assertThat(site.off.isEmpty()).isTrue();
        assertThat(isolations())
                .extracting(GuardAct::subject, GuardAct::done)
                .containsExactly(tuple("rack/r0", false), tuple("rack/r1", false));
    }

    @Test
    void observedLoopRaisesAnAlarmOnly() {
        site.modes = new Modes(Map.of("site", Modes.all(Mode.OBSERVE)), Set.of());
        site.run(3_000);
        run(0, 120);
        assertThat(isolations()).isEmpty();
        assertThat(site.outcome.alarms()).extracting(GuardAlarm::key).contains("dead loop/loop-0");
    }

    @Test
    void powerComesBackByAnOperatorAndIsTakenAgainWhileTheLoopIsDead() {
        site.run(3_000);
        run(0, 120);
        run(DECLARED_WATTS, 60);
        assertThat(site.off.cardinality()).as("nobody gave it back").isEqualTo(2);
        assertThat(site.outcome.trips().isEmpty()).as("they said that they are off").isTrue();

        site.off.clear(0);
        run(DECLARED_WATTS, 60);
        assertThat(site.off.get(0)).as("its loop is well").isFalse();
        run(0, 120);
        assertThat(site.off.get(0)).as("cut off again").isTrue();
        assertThat(isolations()).hasSize(3);
    }

    @Test
    void mendedLoopCountsWithItsCapacityAtOnceThoughItsWaterStaysWarm() {
        site.loadAll(120_000).run(3_000);
        run(0, 300);
        assertThat(site.outcome.heatCapacityWatts()[0]).isZero();
        while (supplyCelsius > 43) {
            supplyCelsius = Math.max(43, supplyCelsius - 1);
            run(DECLARED_WATTS, 10);
        }
        assertThat(supplyCelsius).as("three kelvins above its design").isEqualTo(43);
        assertThat(site.outcome.heatCapacityWatts()[0]).isEqualTo(DECLARED_WATTS);
        run(DECLARED_WATTS, 60);
        assertThat(site.drawWatts[0]).isEqualTo(120_000);
    }

    @Test
    void rackThatIsCutOffIsBarredWithItsCauseUntilItSaysThatItHasNoPower() {
        site.run(3_000);
        for (int second = 0; second < 200 && site.outcome.trips().isEmpty(); second++) {
            site.silent.set(0, 2, second > 20);
            run(0, 1);
        }
        assertThat(site.outcome.barred())
                .containsEntry(0, "cut off: its loop loop-0 can't cool it");
    }
}
