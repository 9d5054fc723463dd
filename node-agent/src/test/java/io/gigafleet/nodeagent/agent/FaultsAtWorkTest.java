package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.RackAlarm;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of racks and loops at work, as the agent's records tell them. */
class FaultsAtWorkTest {

    @TempDir Path directory;

    @Test
    void faultWithATimeEndsByItself() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast().run(2);
        agent.receive(new RackMessage.Suffer("r1", new Trouble.Surge(1), 5_000)).run(3);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isEqualTo(140_000);

        agent.run(4);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isEqualTo(21_000);
    }

    @Test
    void faultWithoutATimeLastsUntilItIsMended() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast().run(2);
        agent.receive(new RackMessage.Suffer("r1", new Trouble.Choke(0.3), 0)).run(60);
        assertThat(agent.lastTelemetry("r1").getAlarmsList())
                .containsExactly(RackAlarm.RACK_ALARM_LOW_FLOW);

        agent.receive(new RackMessage.Mend("r1")).run(2);
        assertThat(agent.lastTelemetry("r1").getAlarmsList()).isEmpty();
    }

    @Test
    void repairOfTheRackMendsItsFaults() {
        StageOrders orders = new StageOrders();
        AgentFixture agent =
                new AgentFixture(directory, 1, "r1")
                        .receive(orders.stage("r1", RackStage.ENERGIZED));
        BitSet dead = new BitSet();
        dead.set(7);
        agent.receive(new RackMessage.Suffer("r1", new Trouble.Kill(dead), 0)).run(2);
        assertThat(agent.lastTelemetry("r1").getAcceleratorWatts(7)).isZero();

        Assignment.Builder repaired = orders.stage("r1", RackStage.ENERGIZED, 1);
        repaired.getStageRequestBuilder().setRepairs(1);
        agent.receive(repaired.build()).run(2);
        assertThat(agent.lastTelemetry("r1").getAcceleratorWatts(7)).isEqualTo(150);
    }

    @Test
    void weakPumpsSlowTheFlowOfAllRacksOfTheLoop() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1", "r2").withoutPast().run(2);
        agent.receive(new RackMessage.SufferLoop("r1", "", new LoopTrouble.Pumps(0.4), 10_000))
                .run(3);

        assertThat(loop(agent).getCdu().getPumpPermille()).isEqualTo(400);
        assertThat(agent.lastTelemetry("r2").getFlowMillilitersPerMinute())
                .isBetween(83_000, 85_000);
        assertThat(agent.lastTelemetry("r2").getAlarmsList())
                .contains(RackAlarm.RACK_ALARM_LOW_FLOW);

        agent.run(9);
        assertThat(loop(agent).getCdu().getPumpPermille()).isEqualTo(1_000);
    }

    @Test
    void derateOfADistributionUnitIsMeasuredAndMended() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast();
        agent.receive(new RackMessage.SufferLoop("", "l1", new LoopTrouble.Capacity(0.05), 0))
                .run(60);
        assertThat(loop(agent).getCdu().getHeatCapacityWatts()).isEqualTo(15_000);
        assertThat(loop(agent).getCdu().getSupplyMilliCelsius()).isGreaterThan(40_010);

        agent.receive(new RackMessage.SufferLoop("", "l1", new LoopTrouble.Mended(), 0)).run(2);
        assertThat(loop(agent).getCdu().getHeatCapacityWatts()).isEqualTo(300_000);
    }

    @Test
    void partsFailAndAreRepairedAtAMultipleOfPublishedRates() {
        // Three racks in 100 days, in a hundred seconds: about ten failures.
        AgentFixture agent =
                new AgentFixture(directory, 1, 1, FaultPlan.NONE, 86_400, "r1", "r2", "r3")
                        .withoutPast()
                        .run(100);

        long broken = 0;
        for (String rack : new String[] {"r1", "r2", "r3"}) {
            broken +=
                    agent.lastTelemetry(rack).getAcceleratorWattsList().stream()
                            .filter(watts -> watts == 0)
                            .count();
        }
        assertThat(broken).isBetween(2L, 60L);
    }

    @Test
    void reactionIsTheTimeFromAJumpToTheCapThatBites() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast().run(2);
        agent.receive(new RackMessage.Suffer("r1", new Trouble.Surge(1), 30_000)).step();
        agent.step();
        agent.receive(cap(agent, 1, 150_000)).step();
        assertThat(agent.host.reactions().kept()).as("a cap that does not bite").isEmpty();

        agent.receive(cap(agent, 2, 80_000)).step();

        assertThat(agent.host.reactions().jumps()).isEqualTo(1);
        assertThat(agent.host.reactions().kept()).hasSize(1);
        ReactionClock.Reaction reaction = agent.host.reactions().kept().getFirst();
        assertThat(reaction.micros()).isEqualTo(300_000);
        assertThat(reaction.beforeWatts()).isEqualTo(21_000);
        assertThat(reaction.jumpedToWatts()).isEqualTo(140_000);
        assertThat(reaction.capWatts()).isEqualTo(80_000);

        agent.receive(cap(agent, 3, 70_000)).step();
        assertThat(agent.host.reactions().kept()).as("one cap ends a jump").hasSize(1);
    }

    private static RackMessage cap(AgentFixture agent, long sequence, long watts) {
        return new RackMessage.Cap(
                Orders.cap("r1", 1, sequence, watts)
                        .setIssuedAtEpochMs(agent.clock.epochMillis())
                        .build());
    }

    private static FacilityRecord loop(AgentFixture agent) {
        return agent.sent().stream()
                .filter(record -> record.key().equals("loop/l1"))
                .map(record -> AgentFixture.parsed(record, FacilityRecord.parser()))
                .toList()
                .getLast();
    }
}
