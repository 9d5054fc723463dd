package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.StageReading;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rack's way from the dock to its acceptance, as its agent goes it. */
class CommissioningTest {

    /** Three hours become 18 seconds, 24 hours 144 seconds. */
    private static final double SPEED = 600;

    private static final List<RackStage> PATH =
            List.of(
                    RackStage.DELIVERED,
                    RackStage.INSTALLED,
                    RackStage.ENERGIZED,
                    RackStage.LEAK_TESTED,
                    RackStage.PROVISIONED,
                    RackStage.BURNED_IN,
                    RackStage.ACCEPTED);

    @TempDir Path directory;

    private final StageOrders orders = new StageOrders();

    @Test
    void soundRackNobodyDeclaredPassesAllStages() {
        AgentFixture agent = agent(FaultPlan.NONE);
        for (RackStage stage : PATH) {
            agent.receive(orders.stage("n1", stage));
            StageReport report = untilOver(agent, "n1");
            assertThat(report.getStage()).isEqualTo(stage.name());
            assertThat(report.getState())
                    .as(report.toString())
                    .isEqualTo(StageState.STAGE_STATE_PASSED);
            assertThat(report.getProgressPermille()).isEqualTo(1_000);
            assertThat(report.getReadingsList()).extracting(StageReading::getName).isNotEmpty();
        }
        RackStatus status = agent.lastStatus("n1");
        assertThat(status.getFirmware()).isEqualTo(StageOrders.PINNED);
        assertThat(status.getFound().getSerial()).isEqualTo("serial-n1");
        assertThat(status.getFound().getAccelerators()).isEqualTo(72);
    }

    @Test
    void rackDrawsNothingBeforeItIsEnergizedAndFullPowerInBurnIn() {
        AgentFixture agent = agent(FaultPlan.NONE);
        agent.receive(orders.stage("n1", RackStage.DELIVERED)).run(2);
        assertThat(agent.telemetry("n1")).hasSizeBetween(2, 3);
        assertThat(agent.telemetry("n1"))
                .allSatisfy(
                        record -> {
                            assertThat(record.getRackWattsMax()).isZero();
                            assertThat(record.getAcceleratorWattsMaxList()).containsOnly(0);
                            assertThat(record.getCoolantPressurePascals()).isZero();
                            assertThat(record.getFlowMillilitersPerMinute()).isZero();
                            assertThat(record.getSwitchTraysUp()).isZero();
                        });

        agent.receive(orders.stage("n1", RackStage.ENERGIZED)).run(2);
        RackTelemetry idle = agent.lastTelemetry("n1");
        assertThat(idle.getRackWatts()).isEqualTo(21_000);
        assertThat(idle.getCoolantPressurePascals()).isBetween(240_000, 260_000);
        assertThat(idle.getSwitchTraysUp()).isEqualTo(9);

        agent.receive(orders.stage("n1", RackStage.BURNED_IN)).run(2);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(140_000);
    }

    private AgentFixture agent(FaultPlan faults, String... racks) {
        return new AgentFixture(directory, 1, SPEED, faults, racks);
    }

    /** Runs until the stage of a rack is over. */
    static StageReport untilOver(AgentFixture agent, String rack) {
        agent.step();
        for (int second = 0; second < 300; second++) {
            StageReport report = agent.lastStatus(rack).getStage();
            if (report.getState() != StageState.STAGE_STATE_RUNNING) {
                return report;
            }
            agent.run(1);
        }
        throw new AssertionError("still running: " + agent.lastStatus(rack));
    }
}
