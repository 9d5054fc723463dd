package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.StageFault;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a rack shows in its reports and, whatever they say, in its telemetry. */
class StageFaultsTest {

    private static final double SPEED = 600;

    @TempDir Path directory;

    private final StageOrders orders = new StageOrders();

    @Test
    void wrongRackShowsItsOwnSerialOnTheDock() {
        AgentFixture agent = agent("wrong-rack=n1");
        StageReport report = ask(agent, RackStage.DELIVERED);

        assertThat(report.getFault()).isEqualTo(StageFault.STAGE_FAULT_WRONG_RACK);
        assertThat(agent.lastStatus("n1").getFound().getSerial())
                .startsWith("serial-n1-X")
                .isNotEqualTo("serial-n1");
    }

    @Test
    void missingTrayIsNotFoundAndItsAcceleratorsDrawNothing() {
        AgentFixture agent = agent("missing-tray=n1");
        StageReport report = ask(agent, RackStage.INSTALLED);
        assertThat(report.getFault()).isEqualTo(StageFault.STAGE_FAULT_MISSING_TRAY);
        assertThat(report.getComponent()).matches("tray \\d+");
        assertThat(agent.lastStatus("n1").getFound().getComputeTrays()).isEqualTo(17);
        assertThat(agent.lastStatus("n1").getFound().getAccelerators()).isEqualTo(68);

        agent.receive(orders.stage("n1", RackStage.ENERGIZED)).run(2);
        assertThat(dead(agent.lastTelemetry("n1"))).isEqualTo(4);
    }

    @Test
    void leakShowsInThePressureOfTheTestAndStaysThere() {
        AgentFixture agent = agent("leak=n1");
        agent.receive(orders.stage("n1", RackStage.LEAK_TESTED));
        StageReport report = CommissioningTest.untilOver(agent, "n1");
        agent.run(3);

        List<RackTelemetry> all = agent.telemetry("n1");
        int fell =
                all.getFirst().getCoolantPressurePascals()
                        - all.getLast().getCoolantPressurePascals();
        assertThat(fell).isBetween(2_500, 9_500);
        assertThat(report.getFault()).isEqualTo(StageFault.STAGE_FAULT_LEAK);
        assertThat(report.getDetail()).contains("limit 1.0 kPa");
    }

    @Test
    void leakThatReachesASensorWetsItUntilARepair() {
        AgentFixture agent = agent("leak=*");
        // One rack in three has a leak that reaches a sensor.
        for (int i = 0; i < 20; i++) {
            agent.receive(orders.stage("n" + i, RackStage.LEAK_TESTED));
        }
        agent.run(20);
        String wet =
                agent.host.readings().racks().stream()
                        .filter(rack -> leak(agent, rack) == LeakState.LEAK_STATE_TRAY)
                        .findFirst()
                        .orElseThrow();

        Assignment.Builder repaired = orders.stage(wet, RackStage.LEAK_TESTED, 2);
        repaired.getStageRequestBuilder().setRepairs(1);
        agent.receive(repaired.build()).run(2);
        assertThat(leak(agent, wet)).isEqualTo(LeakState.LEAK_STATE_DRY);
        assertThat(CommissioningTest.untilOver(agent, wet).getState())
                .isEqualTo(StageState.STAGE_STATE_PASSED);
    }

    private static LeakState leak(AgentFixture agent, String rack) {
        return agent.lastTelemetry(rack).getLeak();
    }

    @Test
    void lowFlowIsMeasured() {
        AgentFixture agent = agent("low-flow=n1");
        StageReport report = ask(agent, RackStage.ENERGIZED);

        assertThat(report.getFault()).isEqualTo(StageFault.STAGE_FAULT_LOW_FLOW);
        assertThat(agent.run(1).lastTelemetry("n1").getFlowMillilitersPerMinute())
                .isBetween(90_000, 130_000);
    }

    @Test
    void firmwareThatSticksIsThereAfterTheSecondAttempt() {
        AgentFixture agent = agent("wrong-firmware=n1");
        assertThat(ask(agent, RackStage.PROVISIONED).getFault())
                .isEqualTo(StageFault.STAGE_FAULT_WRONG_FIRMWARE);
        assertThat(agent.lastStatus("n1").getFirmware()).isEqualTo("factory-2026-w44");

        agent.receive(orders.stage("n1", RackStage.PROVISIONED, 2).build());
        assertThat(CommissioningTest.untilOver(agent, "n1").getState())
                .isEqualTo(StageState.STAGE_STATE_PASSED);
        assertThat(agent.lastStatus("n1").getFirmware()).isEqualTo(StageOrders.PINNED);
    }

    @Test
    void deadSwitchTrayIsMissingFromTheFabric() {
        AgentFixture agent = agent("switch-tray=n1");
        StageReport report = ask(agent, RackStage.PROVISIONED);

        assertThat(report.getFault()).isEqualTo(StageFault.STAGE_FAULT_SWITCH_TRAY);
        assertThat(report.getComponent()).startsWith("switch tray ");
        assertThat(agent.run(1).lastTelemetry("n1").getSwitchTraysUp()).isEqualTo(8);
    }

    @Test
    void acceleratorDiesInBurnInAndStaysDeadOverRestartsUntilARepair() {
        AgentFixture agent = agent("accelerator=n1");
        agent.receive(orders.stage("n1", RackStage.BURNED_IN)).run(10);
        assertThat(dead(agent.lastTelemetry("n1"))).isZero();
        StageReport report = CommissioningTest.untilOver(agent, "n1");
        assertThat(report.getFault()).isEqualTo(StageFault.STAGE_FAULT_ACCELERATOR);
        assertThat(report.getProgressPermille()).isBetween(250, 750);
        int slot = Integer.parseInt(report.getComponent().replace("accelerator ", ""));
        assertThat(agent.lastTelemetry("n1").getAcceleratorWatts(slot)).isZero();

        agent.receive(orders.next("n1").build()).run(1);
        AgentFixture again = agent("accelerator=n1").run(2);
        assertThat(dead(again.lastTelemetry("n1"))).isEqualTo(1);

        Assignment.Builder repaired = orders.stage("n1", RackStage.BURNED_IN, 2);
        repaired.getStageRequestBuilder().setRepairs(1);
        again.receive(repaired.build()).run(2);
        assertThat(dead(again.lastTelemetry("n1"))).isZero();
        assertThat(CommissioningTest.untilOver(again, "n1").getState())
                .isEqualTo(StageState.STAGE_STATE_PASSED);
    }

    @Test
    void firmwareThatDoesNotBearTheLoadDropsClocksWhateverIsRepaired() {
        AgentFixture agent = agent("burn-in-firmware=version:" + StageOrders.PINNED);
        ask(agent, RackStage.PROVISIONED);
        Assignment.Builder repaired = orders.stage("n1", RackStage.BURNED_IN, 1);
        repaired.getStageRequestBuilder().setRepairs(1);
        agent.receive(repaired.build());
        StageReport report = CommissioningTest.untilOver(agent, "n1");

        assertThat(report.getFault()).isEqualTo(StageFault.STAGE_FAULT_FIRMWARE);
        assertThat(report.getDetail()).contains("firmware " + StageOrders.PINNED);
        RackTelemetry last = agent.run(1).lastTelemetry("n1");
        assertThat(last.getAcceleratorClockPermilleList().stream().filter(clock -> clock < 500))
                .hasSizeBetween(20, 65);
        assertThat(last.getRackWatts()).isLessThan(110_000);
    }

    @Test
    void batchWhoseFirmwareDoesNotBearTheLoadFailsAsAWhole() {
        AgentFixture agent = agent("burn-in-firmware=batch:2026-w44");
        for (String rack : List.of("n1", "n2")) {
            agent.receive(orders.stage(rack, RackStage.BURNED_IN));
        }
        for (String rack : List.of("n1", "n2")) {
            assertThat(CommissioningTest.untilOver(agent, rack).getFault())
                    .isEqualTo(StageFault.STAGE_FAULT_FIRMWARE);
        }
    }

    @Test
    void stuckFlowSensorPassesTheBurnInWhileHeatTellsAnotherStory() {
        AgentFixture agent = agent("flow-sensor=n1");
        agent.receive(orders.stage("n1", RackStage.BURNED_IN));
        agent.receive(orders.stage("n2", RackStage.BURNED_IN));
        assertThat(CommissioningTest.untilOver(agent, "n1").getState())
                .isEqualTo(StageState.STAGE_STATE_PASSED);

        assertThat(agent.telemetry("n1"))
                .extracting(RackTelemetry::getFlowMillilitersPerMinute)
                .containsOnly(agent.lastTelemetry("n1").getFlowMillilitersPerMinute());
        assertThat(agent.telemetry("n2"))
                .extracting(RackTelemetry::getFlowMillilitersPerMinute)
                .hasSizeGreaterThan(100);
        assertThat(agent.lastStatus("n1").hasTrip()).isFalse();
        // Coolant warms up slowly: after these 144 s two thirds of the way.
        assertThat(riseMilliKelvin(agent, "n1"))
                .isGreaterThan(riseMilliKelvin(agent, "n2") * 5 / 4);
        assertThat(agent.lastTelemetry("n1").getAcceleratorDieDeciCelsius(0))
                .isGreaterThan(agent.lastTelemetry("n2").getAcceleratorDieDeciCelsius(0) + 50);
    }

    private static int riseMilliKelvin(AgentFixture agent, String rack) {
        RackTelemetry last = agent.lastTelemetry(rack);
        return last.getReturnMilliCelsius() - last.getSupplyMilliCelsius();
    }

    @Test
    void repairThatComesWithAnUnchangedRequestMendsToo() {
        AgentFixture agent = agent("switch-tray=n1");
        ask(agent, RackStage.ENERGIZED);
        assertThat(agent.run(1).lastTelemetry("n1").getSwitchTraysUp()).isEqualTo(8);
        Assignment.Builder repaired = orders.stage("n1", RackStage.ENERGIZED, 1);
        repaired.getStageRequestBuilder().setRepairs(1);
        agent.receive(repaired.build()).run(1);

        assertThat(agent.lastTelemetry("n1").getSwitchTraysUp()).isEqualTo(9);
    }

    @Test
    void faultOnDemandOutlivesARestartAndIsMendedOnDemand() {
        AgentFixture agent = agent("leak=other");
        agent.receive(orders.stage("n1", RackStage.ENERGIZED)).run(1);
        agent.receive(new RackMessage.Break("n1", RackFault.SWITCH_TRAY)).run(1);
        assertThat(agent.lastTelemetry("n1").getSwitchTraysUp()).isEqualTo(8);

        AgentFixture again = agent("leak=other").run(1);
        assertThat(again.lastTelemetry("n1").getSwitchTraysUp()).isEqualTo(8);
        again.receive(new RackMessage.Mend("n1")).run(1);
        assertThat(again.lastTelemetry("n1").getSwitchTraysUp()).isEqualTo(9);
        assertThat(agent("leak=other").run(1).lastTelemetry("n1").getSwitchTraysUp()).isEqualTo(9);
    }

    @Test
    void planOfFaultsSparesRacksThatAreInService() {
        AgentFixture agent =
                new AgentFixture(directory, 1, SPEED, FaultPlan.parse("missing-tray=*"), "r1")
                        .run(2);

        assertThat(dead(agent.lastTelemetry("r1"))).isZero();
    }

    private StageReport ask(AgentFixture agent, RackStage stage) {
        agent.receive(orders.stage("n1", stage));
        return CommissioningTest.untilOver(agent, "n1");
    }

    private AgentFixture agent(String faults) {
        return new AgentFixture(directory, 1, SPEED, FaultPlan.parse(faults));
    }

    /** Accelerators that draw nothing. */
    private static long dead(RackTelemetry record) {
        return record.getAcceleratorWattsList().stream().filter(watts -> watts == 0).count();
    }
}
