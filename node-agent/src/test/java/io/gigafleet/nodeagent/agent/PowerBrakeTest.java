package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.RackAlarm;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaPhase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rack whose feeder is in trouble, as its records show it. */
class PowerBrakeTest {

    private static final long FAILOVER_CAP_WATTS = 25_000;

    @TempDir Path directory;

    @Test
    void brakedRackFallsToItsFailoverCapInTheSameStepAndSaysSo() {
        AgentFixture agent = serving();
        agent.receive(supply(RackSupply.BRAKED)).step();

        RackTelemetry record = agent.lastTelemetry("r1");
        assertThat(record.getCapWatts()).isEqualTo(FAILOVER_CAP_WATTS);
        assertThat(record.getRackWatts()).isLessThanOrEqualTo((int) FAILOVER_CAP_WATTS);
        assertThat(record.getAlarmsList()).contains(RackAlarm.RACK_ALARM_POWER_BRAKE);
        assertThat(agent.lastStatus("r1").getPowerBrake()).isTrue();

        agent.receive(supply(RackSupply.FULL)).run(1);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(90_000);
        assertThat(agent.lastStatus("r1").getPowerBrake()).isFalse();
    }

    @Test
    void whileItIsBrakedALowerCapHoldsAndAHigherDoesNot() {
        AgentFixture agent = serving();
        agent.receive(supply(RackSupply.BRAKED));
        agent.receive(cap(agent, 1, 80_000)).run(1);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(FAILOVER_CAP_WATTS);

        agent.receive(cap(agent, 2, 23_000)).run(1);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(23_000);
    }

    @Test
    void withoutAFailoverCapTheBrakeMeansTheSafeCap() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast();
        agent.receive(Orders.assignment("r1", 1, 1).build());
        agent.receive(cap(agent, 1, 120_000)).run(1);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(120_000);

        agent.receive(supply(RackSupply.BRAKED)).run(1);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(90_000);
    }

    @Test
    void darkRackDrawsNothingTripsNotAndComesBackByItself() {
        AgentFixture agent = serving();
        agent.receive(supply(RackSupply.DARK)).step();

        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
        assertThat(agent.lastTelemetry("r1").getAlarmsList())
                .contains(RackAlarm.RACK_ALARM_UNPOWERED);
        assertThat(agent.lastStatus("r1").hasTrip()).isFalse();
        assertThat(agent.lastStatus("r1").getReplicas(0).getPhase())
                .isEqualTo(ReplicaPhase.REPLICA_PHASE_STOPPED);

        agent.receive(supply(RackSupply.FULL)).run(8);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isGreaterThan(20_000);
    }

    @Test
    void rackThatIsIsolatedStaysWithoutPowerWhenTheFeedIsBack() {
        AgentFixture agent = serving();
        agent.receive(supply(RackSupply.DARK)).step();
        agent.receive(Orders.assignment("r1", 2, 1).setIsolation(Orders.withoutPower()).build());
        agent.receive(supply(RackSupply.FULL)).run(3);

        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
    }

    private AgentFixture serving() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast();
        return agent.receive(
                        Orders.assignment("r1", 1, 4)
                                .setFailoverCapWatts(FAILOVER_CAP_WATTS)
                                .build())
                .run(20);
    }

    private static RackMessage supply(RackSupply supply) {
        return new RackMessage.Supplied("r1", supply);
    }

    private static RackMessage cap(AgentFixture agent, long sequence, long watts) {
        return new RackMessage.Cap(
                Orders.cap("r1", 1, sequence, watts)
                        .setIssuedAtEpochMs(agent.clock.epochMillis())
                        .build());
    }
}
