package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.agent.OutboundRecord.Channel;
import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.RackStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Racks that nobody declared to the agent and that come to its loop. */
class TakenInRacksTest {

    @TempDir Path directory;
    @TempDir Path otherDirectory;

    private final StageOrders orders = new StageOrders();

    @Test
    void unknownRackOfAHostedLoopIsTakenInAndSpeaksWithinASecond() {
        AgentFixture agent = agent(directory, "r1");
        agent.receive(orders.stage("n1", RackStage.DELIVERED)).run(1);

        assertThat(agent.telemetry("n1")).isNotEmpty();
        assertThat(agent.lastStatus("n1").getObserved()).isEqualTo(Orders.fence(1, 1, 1));
        assertThat(agent.lastStatus("n1").getIsolation().getElectric()).isTrue();
        assertThat(agent.host.intake().hosts("n1")).isTrue();
    }

    @Test
    void takenInRackServesRequestsWhenTheyCome() {
        AgentFixture agent = agent(directory, "r1").run(60);
        agent.receive(orders.stage("n1", RackStage.ENERGIZED)).run(1);
        Assignment serving =
                Orders.assignment("n1", 2, 1).setFence(Orders.fence(1, 1, 100)).build();
        agent.receive(serving).run(20);

        assertThat(agent.lastTelemetry("n1").getReplicasList())
                .singleElement()
                .satisfies(replica -> assertThat(replica.getRequests()).isPositive());
        assertThat(agent.telemetry("n1")).allMatch(record -> record.getIntervalMs() <= 1_000);
    }

    @Test
    void takenInRackIsThereAfterARestartAndStillWithoutPower() {
        agent(directory).receive(orders.stage("n1", RackStage.INSTALLED)).run(1);

        AgentFixture again = agent(directory).run(2);

        assertThat(again.telemetry("n1"))
                .isNotEmpty()
                .allMatch(record -> record.getRackWattsMax() == 0);
        assertThat(again.host.intake().racksToRecall()).isEmpty();
        assertThat(again.lastStatus("n1").getStage().getStage()).isEqualTo("INSTALLED");
    }

    @Test
    void takenInRackWhoseOrderWasNotWrittenBeforeACrashHasNoPower() throws IOException {
        new StateDirectory(directory).expected("n1", StageOrders.expected("n1").build());

        AgentFixture agent = agent(directory).run(2);

        assertThat(agent.lastTelemetry("n1").getRackWattsMax()).isZero();
        assertThat(agent.host.intake().racksToRecall()).containsExactly("n1");
    }

    @Test
    void rackOfAnotherLoopIsNotTakenIn() {
        AgentFixture agent = agent(directory, "r1");
        Assignment.Builder elsewhere = orders.stage("n1", RackStage.DELIVERED, 1);
        elsewhere.getStageRequestBuilder().getExpectedBuilder().setCoolantLoop("l9");
        agent.receive(elsewhere.build()).receive(orders.next("n2").build()).run(2);

        assertThat(agent.host.intake().hosts("n1")).isFalse();
        assertThat(agent.host.intake().hosts("n2")).isFalse();
        assertThat(agent.host.intake().refusedRacks()).isZero();
    }

    @Test
    void rackOfAnUnknownSkuIsCountedAndIgnored() throws IOException {
        AgentFixture agent = agent(directory);
        Assignment.Builder unknown = orders.stage("n1", RackStage.DELIVERED, 1);
        unknown.getStageRequestBuilder().getExpectedBuilder().setSku("gb999");
        agent.receive(unknown.build()).receive(unknown.build()).run(2);

        assertThat(agent.host.intake().hosts("n1")).isFalse();
        assertThat(agent.host.intake().refusedRacks()).isEqualTo(1);
        assertThat(agent.state.expected("n1")).isEmpty();
    }

    @Test
    void rackOfAnotherFleetIsNotTakenIn() {
        AgentFixture agent = agent(directory, "r1");
        agent.receive(Orders.assignment("r1", 1, 0).build());
        Assignment.Builder foreign = orders.stage("n1", RackStage.DELIVERED, 1);
        foreign.getFenceBuilder().setFleetId("other");
        agent.receive(foreign.build()).run(1);

        assertThat(agent.host.intake().hosts("n1")).isFalse();
    }

    @Test
    void loopAndCanariesCountTakenInRacks() {
        AgentFixture agent = agent(directory);
        agent.receive(orders.stage("n1", RackStage.ENERGIZED));
        agent.receive(orders.stage("n2", RackStage.ENERGIZED)).run(3);

        FacilityRecord loop = last(agent, "loop/l1");
        assertThat(loop.getCdu().getHeatWatts()).isBetween(36_000L, 37_000L);
        assertThat(loop.getCdu().getFlowMillilitersPerMinute()).isEqualTo(420_000);
        assertThat(last(agent, "canary/host-1").getCanary().getRacksHosted()).isEqualTo(2);
    }

    private static FacilityRecord last(AgentFixture agent, String source) {
        return agent.sent().stream()
                .filter(record -> record.channel() == Channel.FACILITY)
                .filter(record -> record.key().equals(source))
                .map(record -> AgentFixture.parsed(record, FacilityRecord.parser()))
                .toList()
                .getLast();
    }

    @Test
    void emptyLoopSuppliesWhatItsFirstRackAsksFor() {
        AgentFixture agent = agent(directory);
        agent.run(1);
        assertThat(last(agent, "loop/l1").getCdu().getSupplyMilliCelsius()).isEqualTo(40_000);
        Assignment.Builder order = orders.stage("n1", RackStage.ENERGIZED, 1);
        order.getStageRequestBuilder().getExpectedBuilder().setSku("vera-rubin-nvl72");
        agent.receive(order.build()).run(2);

        assertThat(last(agent, "loop/l1").getCdu().getSupplyMilliCelsius()).isEqualTo(45_000);
        assertThat(agent.lastTelemetry("n1").getRackWatts()).isEqualTo(30_000);
    }

    @Test
    void meterOfATakenInRackCountsOnOverARestart() throws InterruptedException {
        AgentFixture agent = agent(directory);
        agent.receive(orders.stage("n1", RackStage.ENERGIZED)).run(10);
        agent.host.stop();

        AgentFixture again = agent(directory).run(1);
        assertThat(again.lastTelemetry("n1").getRackEnergyJoules()).isBetween(210_000L, 240_000L);
    }

    @Test
    void rackInServiceIsTakenInAgainFromItsOwnLastStatusWhenTheStateIsLost()
            throws IOException, InterruptedException {
        AgentFixture agent = agent(directory);
        agent.receive(orders.stage("n1", RackStage.PROVISIONED));
        CommissioningTest.untilOver(agent, "n1");
        Assignment inService = orders.next("n1").build();
        agent.receive(inService).run(1);
        RackStatus last = agent.lastStatus("n1");

        AgentFixture lost = agent(otherDirectory);
        assertThat(lost.host.stateIsNew()).isTrue();
        lost.host.intake().recallTakenIn(last);
        lost.run(1);
        assertThat(lost.lastTelemetry("n1").getRackWattsMax()).isZero();
        lost.receive(inService).run(1);

        assertThat(lost.lastStatus("n1").getFirmware()).isEqualTo(StageOrders.PINNED);
        assertThat(lost.lastStatus("n1").getFound()).isEqualTo(last.getFound());
        assertThat(lost.lastStatus("n1").getObserved()).isEqualTo(last.getObserved());
        assertThat(lost.lastTelemetry("n1").getRackWatts()).isEqualTo(21_000);
    }

    @Test
    void outboundBufferGrowsWithTheRacks() {
        AgentFixture agent = agent(directory);
        for (int i = 0; i < 100; i++) {
            agent.receive(orders.stage("n" + i, RackStage.DELIVERED)).step();
        }

        assertThat(agent.host.outbound().limit()).isEqualTo(6_000);
        assertThat(agent.run(1).host.readings().racks())
                .hasSize(100)
                .containsAll(Set.of("n0", "n99"));
    }

    private static AgentFixture agent(Path directory, String... racks) {
        return new AgentFixture(directory, 1, 600, FaultPlan.NONE, racks);
    }
}
