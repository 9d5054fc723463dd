package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeakGuardTest {

    private static FluidSite site() {
        return new FluidSite(new TestFleet().rows(1, 4).topology(), 1).loadAll(100_000).run(1_000);
    }

    @Test
    void rackWithWaterInOneTrayIsDrainedAndCutOffAfterAMinute() {
        FluidSite site = site();
        site.seen.leakingTrays()[0] = 1;
        site.run(59_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(0);
        assertThat(site.outcome.barred()).containsOnlyKeys(0);
        assertThat(site.off.isEmpty()).isTrue();
        site.run(1_500);
        assertThat(site.off.stream().boxed()).containsExactly(0);
    }

    @Test
    void rackThatIsEmptySoonerIsCutOffSooner() {
        FluidSite site = site();
        site.seen.leakingTrays()[0] = 1;
        site.run(10_000);
        site.load(0, 21_000, 0).run(500);
        assertThat(site.off.stream().boxed()).containsExactly(0);
    }

    @Test
    void waterInTwoTraysOrInTheRackCutsOffAtOnceElectricityFirst() {
        FluidSite site = site();
        site.seen.leakingTrays()[0] = 2;
        site.seen.rackLeak()[2] = true;
        GuardOutcome first = site.step();
        assertThat(first.trips().stream().boxed()).containsExactly(0, 2);
        assertThat(first.liquid().isEmpty()).as("not before the power is off").isTrue();
        site.run(2_000);
        assertThat(site.outcome.liquid().stream().boxed()).containsExactly(0, 2);
        assertThat(site.outcome.trips().isEmpty()).as("they have obeyed").isTrue();
        assertThat(site.outcome.bad()).containsOnlyKeys(0, 2);
    }

    @Test
    void brokenSensorIsAnAlarmAndNoLeak() {
        FluidSite site = site();
        site.seen.leakSensorFault()[0] = true;
        site.run(120_000);
        assertThat(site.outcome.trips().isEmpty()).isTrue();
        assertThat(site.outcome.drains()).isEmpty();
        assertThat(site.outcome.alarms())
                .extracting(GuardAlarm::key)
                .containsExactly("leak-sensor rack/r0");
    }

    @Test
    void twoLeakingRacksOfALoopHaveAllItsRacksLeft() {
        FluidSite site = site();
        site.seen.leakingTrays()[2] = 1;
        site.seen.leakingTrays()[3] = 1;
        site.run(1_000);
        assertThat(site.outcome.barred()).containsOnlyKeys(2, 3);
        assertThat(site.outcome.alarms()).extracting(GuardAlarm::key).contains("leak loop/loop-1");
        assertThat(site.acts)
                .filteredOn(act -> act.subject().equals("loop/loop-1"))
                .singleElement()
                .extracting(GuardAct::done)
                .isEqualTo(true);
    }

    @Test
    void approvedLoopIsLeftAndStaysSoWhenTheApprovalIsOver() {
        FluidSite site = site();
        Modes asking = new Modes(Map.of("site", Modes.all(Mode.SUGGEST)), Set.of());
        site.modes = asking;
        site.seen.leakingTrays()[2] = 1;
        site.seen.leakingTrays()[3] = 1;
        site.run(1_000);
        assertThat(site.outcome.drains()).isEmpty();

        site.modes =
                new Modes(
                        asking.settings(),
                        Set.of(),
                        Set.of(
                                new Approval(
                                        Automation.LEAK, "loop/loop-1", Long.MAX_VALUE, "alice")));
        site.run(1_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(2, 3);
        assertThat(site.acts)
                .filteredOn(act -> act.subject().equals("loop/loop-1"))
                .extracting(GuardAct::done)
                .containsExactly(false, true);
        site.run(70_000);
        assertThat(site.off.isEmpty()).as("nobody approved of cutting a rack off").isTrue();

        site.modes = asking;
        site.run(1_000);
        assertThat(site.outcome.drains()).containsOnlyKeys(2, 3);
        site.seen.leakingTrays()[3] = 0;
        site.run(1_000);
        assertThat(site.outcome.drains()).isEmpty();
    }

    @Test
    void suggestModeSaysWhatItWouldDoOnce() {
        FluidSite site = site();
        site.modes = new Modes(Map.of("rack/r0", Map.of(Automation.LEAK, Mode.SUGGEST)), Set.of());
        site.seen.rackLeak()[0] = true;
        site.run(5_000);
        assertThat(site.off.isEmpty()).isTrue();
        assertThat(site.acts)
                .extracting(GuardAct::action, GuardAct::done)
                .containsExactly(tuple("trip", false));
    }

    @Test
    void holdKeepsWhatIsInForceAndStartsNothingNew() {
        FluidSite site = site();
        site.modes = new Modes(Map.of(), Set.of(Modes.SITE));
        site.seen.rackLeak()[0] = true;
        site.run(5_000);
        assertThat(site.off.isEmpty()).isTrue();
        assertThat(site.outcome.alarms()).extracting(GuardAlarm::key).contains("leak rack/r0");
    }
}
