package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.StageReading;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rack's way from the dock to its acceptance, as its agent goes it, over restarts. */
class CommissioningTest {

    /** Three hours become 18 seconds, 24 hours 144 seconds. */
    private static final double SPEED = 600;

    static final List<RackStage> PATH =
            List.of(
                    RackStage.DELIVERED,
                    RackStage.INSTALLED,
                    RackStage.ENERGIZED,
                    RackStage.LEAK_TESTED,
                    RackStage.PROVISIONED,
                    RackStage.BURNED_IN,
                    RackStage.ACCEPTED);

    private static final int PEAK_WATTS = 140_000;
    private static final int IDLE_WATTS = 21_000;

    @TempDir Path directory;
    @TempDir Path otherDirectory;

    private StageOrders orders = new StageOrders();

    @Test
    void soundRackNobodyDeclaredPassesAllStages() {
        AgentFixture agent = agent();
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
    void declaredRackGoesThroughTheSameStages() {
        AgentFixture agent = agent("r1").withoutPast();
        for (RackStage stage : PATH) {
            agent.receive(orders.stage("r1", stage));
            assertThat(untilOver(agent, "r1").getState())
                    .as(stage.name())
                    .isEqualTo(StageState.STAGE_STATE_PASSED);
        }
    }

    @Test
    void rackDrawsNothingBeforeItIsEnergizedAndItsPeakInBurnIn() {
        AgentFixture agent = agent();
        agent.receive(orders.stage("n1", RackStage.DELIVERED)).run(2);
        assertThat(agent.telemetry("n1"))
                .hasSizeBetween(2, 3)
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
        assertThat(idle.getRackWatts()).isEqualTo(IDLE_WATTS);
        assertThat(idle.getCoolantPressurePascals()).isBetween(240_000, 260_000);
        assertThat(idle.getSwitchTraysUp()).isEqualTo(9);

        agent.receive(orders.stage("n1", RackStage.BURNED_IN)).run(2);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(PEAK_WATTS);
    }

    @Test
    void firmwareIsTheFactorysUntilProvisionedAndStays() {
        AgentFixture agent = agent();
        agent.receive(orders.stage("n1", RackStage.DELIVERED)).run(1);
        assertThat(agent.lastStatus("n1").getFirmware()).isEqualTo("factory-2026-w44");

        agent.receive(orders.stage("n1", RackStage.PROVISIONED));
        untilOver(agent, "n1");
        assertThat(agent.lastStatus("n1").getFirmware()).isEqualTo(StageOrders.PINNED);

        agent.receive(orders.next("n1").setFirmware("").build()).run(1);
        assertThat(agent().run(1).lastStatus("n1").getFirmware()).isEqualTo(StageOrders.PINNED);
    }

    @Test
    void whatWasFoundGrowsFromTheDockToThePosition() {
        AgentFixture agent = agent();
        agent.receive(orders.stage("n1", RackStage.DELIVERED)).run(1);
        assertThat(agent.lastStatus("n1").hasFound()).isFalse();

        untilOver(agent, "n1");
        assertThat(agent.lastStatus("n1").getFound().getSku()).isEqualTo("gb300-nvl72");
        assertThat(agent.lastStatus("n1").getFound().getComputeTrays()).isZero();

        agent.receive(orders.stage("n1", RackStage.INSTALLED));
        untilOver(agent, "n1");
        assertThat(agent.lastStatus("n1").getFound().getComputeTrays()).isEqualTo(18);
        assertThat(agent.lastStatus("n1").getFound().getRow()).isEqualTo("row-1");
        assertThat(agent.lastStatus("n1").getFound().getPosition()).isEqualTo(3);
    }

    @Test
    void restartInTheMiddleOfABurnInGoesOnWhereItStood() {
        AgentFixture agent = agent();
        agent.receive(orders.stage("n1", RackStage.BURNED_IN)).run(72);
        int before = agent.lastStatus("n1").getStage().getProgressPermille();
        assertThat(before).isBetween(400, 600);

        AgentFixture again = agent().run(2);

        StageReport report = again.lastStatus("n1").getStage();
        assertThat(report.getState()).isEqualTo(StageState.STAGE_STATE_RUNNING);
        assertThat(report.getProgressPermille()).isBetween(before - 50, before + 30);
        assertThat(again.lastTelemetry("n1").getRackWatts()).isEqualTo(PEAK_WATTS);
        int seconds = secondsUntilOver(again, "n1");
        assertThat(seconds).isBetween(65, 82);
    }

    @Test
    void finishedStageIsReportedAgainAfterARestartAndNotRunAgain() {
        AgentFixture agent = agent();
        agent.receive(orders.stage("n1", RackStage.INSTALLED));
        StageReport report = untilOver(agent, "n1");

        AgentFixture again = agent().run(60);

        assertThat(again.statuses("n1"))
                .isNotEmpty()
                .allMatch(status -> status.getStage().equals(report));
    }

    @Test
    void repeatedRequestInANewerAssignmentChangesNothing() {
        AgentFixture agent = agent();
        agent.receive(orders.stage("n1", RackStage.BURNED_IN)).run(30);
        int before = agent.lastStatus("n1").getStage().getProgressPermille();
        agent.receive(orders.stage("n1", RackStage.BURNED_IN)).run(1);

        assertThat(agent.lastStatus("n1").getStage().getProgressPermille())
                .isGreaterThanOrEqualTo(before);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(PEAK_WATTS);
    }

    @Test
    void loadOfABurnInStaysOnAfterItsEndAndOverARestart() {
        AgentFixture agent = agent();
        agent.receive(burnIn("n1", 3_600)).run(20);
        assertThat(agent.lastStatus("n1").getStage().getState())
                .isEqualTo(StageState.STAGE_STATE_PASSED);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(PEAK_WATTS);

        AgentFixture again = agent().run(2);
        assertThat(again.lastTelemetry("n1").getRackWatts()).isEqualTo(PEAK_WATTS);
    }

    @Test
    void anotherRequestOrNoneEndsTheLoad() {
        AgentFixture agent = agent();
        agent.receive(burnIn("n1", 0)).run(5);
        agent.receive(orders.stage("n1", RackStage.ACCEPTED)).run(2);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(IDLE_WATTS);

        agent.receive(burnIn("n1", 0)).run(2);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(PEAK_WATTS);
        agent.receive(orders.next("n1").build()).run(2);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(IDLE_WATTS);
        assertThat(agent.lastStatus("n1").getStage().getState())
                .isEqualTo(StageState.STAGE_STATE_RUNNING);
        assertThat(agent.run(10).lastStatus("n1").getStage().getProgressPermille()).isLessThan(50);
    }

    @Test
    void stageWaitsWhileTheRackHasNoPower() {
        AgentFixture agent = agent();
        Assignment isolated =
                orders.stage("n1", RackStage.BURNED_IN, 1)
                        .setIsolation(StageOrders.isolation(true))
                        .build();
        agent.receive(isolated).run(20);
        StageReport report = agent.lastStatus("n1").getStage();
        assertThat(report.getProgressPermille()).isZero();
        assertThat(report.getDetail()).contains("waits for power");
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isZero();

        agent.receive(orders.stage("n1", RackStage.BURNED_IN)).run(20);
        assertThat(agent.lastStatus("n1").getStage().getProgressPermille()).isGreaterThan(100);
        assertThat(agent.lastStatus("n1").getStage().getDetail()).isEmpty();
    }

    @Test
    void runningStageIsReportedAtMostOnceASecondAndItsEndAtOnce() {
        AgentFixture agent = agent();
        agent.receive(orders.stage("n1", RackStage.INSTALLED));
        int steps = 0;
        do {
            agent.step();
            steps++;
        } while (agent.lastStatus("n1").getStage().getState() == StageState.STAGE_STATE_RUNNING);

        long millis = agent.lastStatus("n1").getStage().getElapsedMs();
        assertThat(steps).isEqualTo((int) Math.ceil(millis / SPEED / 100));
        assertThat(agent.statuses("n1").size()).isBetween(10, steps / 10 + 4);
    }

    @Test
    void requestThisAgentCanNotFollowIsRefused() {
        AgentFixture agent = agent("r1").withoutPast();
        Assignment.Builder order = orders.stage("r1", RackStage.DELIVERED, 1);
        order.getStageRequestBuilder().setStage("POLISHED");
        agent.receive(order.build()).run(1);

        assertThat(agent.lastStatus("r1").getRefusal()).contains("POLISHED").contains("update");
        assertThat(agent.lastStatus("r1").hasStage()).isFalse();
    }

    @Test
    void agentWithoutStateGoesOnFromItsOwnLastStatus() {
        AgentFixture agent = agent("r1").withoutPast();
        Assignment order = orders.stage("r1", RackStage.PROVISIONED);
        agent.receive(order);
        untilOver(agent, "r1");
        RackStatus last = agent.lastStatus("r1");

        AgentFixture lost =
                new AgentFixture(otherDirectory, 1, SPEED, FaultPlan.NONE, "r1")
                        .recall("r1", Optional.of(last))
                        .receive(order)
                        .run(30);

        assertThat(lost.lastStatus("r1").getFirmware()).isEqualTo(StageOrders.PINNED);
        assertThat(lost.statuses("r1"))
                .isNotEmpty()
                .allMatch(status -> status.getStage().equals(last.getStage()));
    }

    @Test
    void sameSeedGivesTheSameCommissioningByteForByte() {
        List<String> one = commissioning(directory, 3);
        orders = new StageOrders();
        List<String> same = commissioning(otherDirectory, 3);
        orders = new StageOrders();
        List<String> other = commissioning(directory.resolve("other"), 4);

        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    private List<String> commissioning(Path state, long seed) {
        AgentFixture agent = new AgentFixture(state, seed, SPEED, FaultPlan.parse("random=0.5"));
        for (RackStage stage : List.of(RackStage.INSTALLED, RackStage.LEAK_TESTED)) {
            agent.receive(orders.stage("n1", stage)).receive(orders.stage("n2", stage)).run(30);
        }
        List<String> said = new ArrayList<>();
        for (String rack : List.of("n1", "n2")) {
            agent.telemetry(rack).stream()
                    .map(record -> record.toBuilder().clearBootId().build().toByteArray())
                    .forEach(bytes -> said.add(Arrays.toString(bytes)));
            agent.statuses(rack).stream()
                    .map(record -> record.toBuilder().clearBootId().build().toByteArray())
                    .forEach(bytes -> said.add(Arrays.toString(bytes)));
        }
        return said;
    }

    private Assignment burnIn(String rack, int seconds) {
        Assignment.Builder order = orders.stage(rack, RackStage.BURNED_IN, 1);
        order.getStageRequestBuilder()
                .setId("roll/" + rack + "/BURNED_IN/" + order.getFence().getGeneration())
                .setDurationSeconds(seconds);
        return order.build();
    }

    private AgentFixture agent(String... racks) {
        return new AgentFixture(directory, 1, SPEED, FaultPlan.NONE, racks);
    }

    /** Runs until the stage of a rack is over. */
    static StageReport untilOver(AgentFixture agent, String rack) {
        secondsUntilOver(agent, rack);
        return agent.lastStatus(rack).getStage();
    }

    private static int secondsUntilOver(AgentFixture agent, String rack) {
        agent.step();
        for (int second = 0; second < 300; second++) {
            StageReport report = agent.lastStatus(rack).getStage();
            if (report.getState() != StageState.STAGE_STATE_RUNNING) {
                return second;
            }
            agent.run(1);
        }
        throw new AssertionError("still running: " + agent.lastStatus(rack));
    }
}
