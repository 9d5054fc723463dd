package io.gigafleet.nodeagent.rack.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.fault.RackFaults;
import io.gigafleet.schemas.RackStage;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each stage takes, reads and finds. */
class StagesTest {

    private static final List<RackStage> ASKED =
            List.of(
                    RackStage.DELIVERED,
                    RackStage.INSTALLED,
                    RackStage.ENERGIZED,
                    RackStage.LEAK_TESTED,
                    RackStage.PROVISIONED,
                    RackStage.BURNED_IN,
                    RackStage.ACCEPTED);

    private String rackId = "r1";

    @Test
    void agentsAreAskedForTheStagesFromTheDockToAcceptance() {
        for (RackStage name : RackStage.values()) {
            assertThat(Stage.of(name).map(Stage::name).stream().toList())
                    .isEqualTo(ASKED.contains(name) ? List.of(name) : List.of());
        }
    }

    @Test
    void stagesTakeTheirUsualTimeGiveOrTakeAThirdByRack() {
        Set<Double> durations = new HashSet<>();
        for (RackStage name : ASKED) {
            Stage stage = stage(name);
            for (int i = 0; i < 50 && name != RackStage.BURNED_IN; i++) {
                double millis = stage.durationMillis(order(name, 1, 0), 1, "r" + i);
                assertThat(millis / 1_000 / stage.usualSeconds()).isBetween(0.7, 1.3);
                assertThat(stage.durationMillis(order(name, 1, 0), 1, "r" + i)).isEqualTo(millis);
                durations.add(millis);
            }
        }
        assertThat(durations).hasSize(6 * 50);
    }

    @Test
    void burnInTakesExactlyWhatWasAskedElseADay() {
        Stage stage = stage(RackStage.BURNED_IN);

        assertThat(stage.durationMillis(order(RackStage.BURNED_IN, 1, 7_200), 1, "r1"))
                .isEqualTo(7_200_000.0);
        assertThat(stage.durationMillis(order(RackStage.BURNED_IN, 1, 0), 1, "r1"))
                .isEqualTo(86_400_000.0);
    }

    @Test
    void soundRackPassesEveryStageAtItsEndAndNotBefore() {
        for (RackStage name : ASKED) {
            Bench bench = new Bench(EnumSet.noneOf(RackFault.class));
            assertThat(bench.run(name, 1, 0.99)).as("%s at 99%%", name).isEqualTo(Finding.NOTHING);
            assertThat(bench.run(name, 1, 1)).as("%s", name).isEqualTo(Finding.PASSED);
        }
    }

    @Test
    void eachFaultIsFoundByItsStageWithThePartAndWhatToDo() {
        assertFailed(RackFault.WRONG_RACK, RackStage.DELIVERED, StageFailure.WRONG_RACK, "");
        assertFailed(
                RackFault.MISSING_TRAY, RackStage.INSTALLED, StageFailure.MISSING_TRAY, "tray ");
        assertFailed(RackFault.LOW_FLOW, RackStage.ENERGIZED, StageFailure.LOW_FLOW, "manifold");
        assertFailed(RackFault.LEAK, RackStage.LEAK_TESTED, StageFailure.LEAK, "");
        assertFailed(
                RackFault.WRONG_FIRMWARE,
                RackStage.PROVISIONED,
                StageFailure.WRONG_FIRMWARE,
                "tray ");
        assertFailed(
                RackFault.SWITCH_TRAY,
                RackStage.PROVISIONED,
                StageFailure.SWITCH_TRAY,
                "switch tray ");
        assertFailed(
                RackFault.ACCELERATOR,
                RackStage.BURNED_IN,
                StageFailure.ACCELERATOR,
                "accelerator ");
        assertFailed(RackFault.BURN_IN_FIRMWARE, RackStage.BURNED_IN, StageFailure.FIRMWARE, "");
    }

    private void assertFailed(
            RackFault fault, RackStage name, StageFailure failure, String component) {
        assertThat(new Bench(EnumSet.of(fault)).run(name, 1, 1))
                .as("%s", fault)
                .isInstanceOfSatisfying(
                        Finding.Failed.class,
                        failed -> {
                            assertThat(failed.failure()).isEqualTo(failure);
                            assertThat(failed.component()).startsWith(component);
                            assertThat(failed.detail()).contains(". ").doesNotContain("  ");
                        });
    }

    @Test
    void stuckFlowSensorPassesEveryStage() {
        for (RackStage name : ASKED) {
            assertThat(new Bench(EnumSet.of(RackFault.FLOW_SENSOR)).run(name, 1, 1))
                    .as("%s", name)
                    .isEqualTo(Finding.PASSED);
        }
    }

    @Test
    void firmwareThatStuckIsThereAfterTheSecondAttempt() {
        Bench bench = new Bench(EnumSet.of(RackFault.WRONG_FIRMWARE));

        Finding first = bench.run(RackStage.PROVISIONED, 1, 1);
        assertThat(first).isInstanceOf(Finding.Failed.class);
        assertThat(bench.firmwareAfter(1, first)).isEqualTo("factory");
        Finding second = bench.run(RackStage.PROVISIONED, 2, 1);
        assertThat(second).isEqualTo(Finding.PASSED);
        assertThat(bench.firmwareAfter(2, second)).isEqualTo("25.10.3");
    }

    @Test
    void soundCircuitLosesHardlyAnyPressureAndALeakingOneSeveralKilopascals() {
        for (int i = 0; i < 100; i++) {
            rackId = "r" + i;
            assertThat(decayKilopascals(EnumSet.noneOf(RackFault.class))).isBetween(0.0, 0.6);
            assertThat(decayKilopascals(EnumSet.of(RackFault.LEAK))).isBetween(3.0, 10.0);
        }
    }

    private double decayKilopascals(Set<RackFault> faults) {
        Bench bench = new Bench(faults);
        bench.run(RackStage.LEAK_TESTED, 1, 0);
        double before = bench.rack.readings().pressurePascals();
        assertThat(before).isCloseTo(250_000, within(6_000.0));
        bench.run(RackStage.LEAK_TESTED, 1, 1);
        double lost = (before - bench.rack.readings().pressurePascals()) / 1_000;
        assertThat(bench.reading(RackStage.LEAK_TESTED, "pressureDecay"))
                .isCloseTo(lost, within(0.1));
        return lost;
    }

    @Test
    void someLeaksWetASensorAndMostDoNot() {
        int wet = 0;
        for (int i = 0; i < 200; i++) {
            rackId = "r" + i;
            Bench bench = new Bench(EnumSet.of(RackFault.LEAK));
            bench.run(RackStage.LEAK_TESTED, 1, 1);
            wet += bench.rack.leak().equals(LeakState.DRY) ? 0 : 1;
        }
        assertThat(wet).isBetween(35, 90);
    }

    @Test
    void wetSensorEndsThePressureTestAtOnce() {
        Bench bench = new Bench(EnumSet.noneOf(RackFault.class));
        bench.rack.leak(new LeakState.WholeRack());

        assertThat(bench.run(RackStage.LEAK_TESTED, 1, 0.1))
                .isInstanceOfSatisfying(
                        Finding.Failed.class,
                        failed -> {
                            assertThat(failed.failure()).isEqualTo(StageFailure.LEAK);
                            assertThat(failed.component()).isEqualTo("rack");
                        });
    }

    @Test
    void stageThatNeedsPowerWaitsForItAndAFieldCrewDoesNot() {
        Bench bench = new Bench(EnumSet.noneOf(RackFault.class));
        bench.rack.energize(false);
        bench.rack.isolateLiquid(true);

        for (RackStage name : ASKED) {
            boolean waits = name.compareTo(RackStage.INSTALLED) > 0;
            assertThat(stage(name).waitsFor(bench.bench()).isPresent())
                    .as("%s waits", name)
                    .isEqualTo(waits);
        }
    }

    private static Stage stage(RackStage name) {
        return Stage.of(name).orElseThrow();
    }

    private static StageOrder order(RackStage name, int attempt, long durationSeconds) {
        return new StageOrder("id", stage(name), attempt, durationSeconds, "25.10.3");
    }

    /** A rack with some faults, and stages that were done on it to some share. */
    private final class Bench {

        private final Set<RackFault> faults;
        private final RackSimulation rack = new RackSimulation(TestSkus.gb300(), 1);

        Bench(Set<RackFault> faults) {
            this.faults = faults;
        }

        StageBench bench() {
            return new StageBench(
                    rack,
                    faults,
                    new RackFaults(FaultPlan.NONE, 1, rackId, rack.sku()).traces(),
                    "factory",
                    false);
        }

        Finding run(RackStage name, int attempt, double share) {
            StageOrder order = order(name, attempt, 0);
            double millis = order.stage().durationMillis(order, 1, rackId);
            StageRun run = new StageRun(order, 1, rackId, share * millis);
            run.act(bench());
            rack.step(40, 1);
            return run.look(bench());
        }

        String firmwareAfter(int attempt, Finding finding) {
            return stage(RackStage.PROVISIONED)
                    .firmwareAfter(bench(), order(RackStage.PROVISIONED, attempt, 0), finding);
        }

        double reading(RackStage name, String reading) {
            return stage(name).readings(bench(), 1).stream()
                    .filter(one -> one.name().equals(reading))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }
    }
}
