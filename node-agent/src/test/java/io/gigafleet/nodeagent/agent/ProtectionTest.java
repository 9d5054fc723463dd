package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.Trip;
import io.gigafleet.schemas.v1.TripCause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caps, isolation, trips and their latch, as the control plane and the rack's records see them. */
class ProtectionTest {

    @TempDir Path directory;

    @Test
    void liveCapIsEnforcedReportedAndStepsDownToTheSafeCapWithoutRenewal() {
        AgentFixture agent = serving("r1");
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(90_000);

        agent.receive(cap(agent, 1, 30_000)).run(2);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(30_000);
        assertThat(agent.lastTelemetry("r1").getRackWattsMax()).isLessThanOrEqualTo(30_000);
        assertThat(agent.lastStatus("r1").getLiveCapWatts()).isEqualTo(30_000);
        assertThat(agent.lastStatus("r1").getLiveCapSequence()).isEqualTo(1);

        agent.run(5);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(90_000);
        assertThat(agent.lastStatus("r1").getLiveCapWatts()).isZero();
    }

    @Test
    void rackThatLostItsStateStaysCutOffAsItReportedLast() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.recall(
                "r1",
                Optional.of(
                        RackStatus.newBuilder()
                                .setRackId("r1")
                                .setIsolation(Orders.withoutPower())
                                .build()));
        agent.run(3);

        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
        assertThat(agent.lastStatus("r1").getIsolation().getElectric()).isTrue();
    }

    @Test
    void throttlingIsReportedAtOnce() {
        AgentFixture agent = serving("r1");
        int before = agent.telemetry("r1").size();

        agent.receive(cap(agent, 1, 30_000)).step();

        List<RackTelemetry> records = agent.telemetry("r1");
        assertThat(records).hasSize(before + 1);
        assertThat(records.getLast().getPowerThrottleMs()).isPositive();
        assertThat(records.getLast().getIntervalMs()).isLessThan(1_000);
    }

    @Test
    void rackThatWorksAtItsCapDoesNotRepeatItsAlarm() {
        AgentFixture agent = serving("r1");
        long nearItsDraw = agent.lastTelemetry("r1").getRackWatts();
        int before = agent.telemetry("r1").size();
        agent.receive(cap(agent, 1, nearItsDraw)).run(5);

        assertThat(agent.telemetry("r1").size() - before).isBetween(5, 8);
    }

    @Test
    void isolatedRackDrawsNothingAndItsReplicasStop() {
        AgentFixture agent = serving("r1");
        agent.receive(Orders.assignment("r1", 2, 2).setIsolation(Orders.withoutPower()).build())
                .run(1);

        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
        assertThat(agent.lastStatus("r1").getIsolation().getElectric()).isTrue();
        assertThat(agent.lastStatus("r1").getReplicas(0).getPhase())
                .isEqualTo(ReplicaPhase.REPLICA_PHASE_STOPPED);

        agent.receive(Orders.assignment("r1", 3, 2).build()).run(8);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isGreaterThan(21_000);
    }

    @Test
    void leakTripsAtOnceAndOnlyNamingTheTripClearsIt() {
        AgentFixture agent = serving("r1");
        agent.receive(new RackMessage.Leak("r1", new LeakState.WholeRack())).step();

        Trip trip = agent.lastStatus("r1").getTrip();
        assertThat(trip.getCause()).isEqualTo(TripCause.TRIP_CAUSE_LEAK);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
        agent.run(1);
        assertThat(agent.lastTelemetry("r1").getFlowMillilitersPerMinute()).isZero();

        agent.receive(new RackMessage.Leak("r1", LeakState.DRY));
        agent.receive(Orders.assignment("r1", 2, 2).build()).run(1);
        assertStillTripped(agent, trip);
        agent.receive(Orders.assignment("r1", 3, 2).setClearTrip("another").build()).run(1);
        assertStillTripped(agent, trip);

        agent.receive(Orders.assignment("r1", 4, 2).setClearTrip(trip.getTripId()).build()).run(8);
        assertThat(agent.lastStatus("r1").hasTrip()).isFalse();
        assertThat(agent.lastStatus("r1").getReplicas(0).getPhase())
                .isEqualTo(ReplicaPhase.REPLICA_PHASE_SERVING);
    }

    @Test
    void clearedTripDoesNotClearTheNextOne() {
        AgentFixture agent = serving("r1");
        agent.receive(new RackMessage.Leak("r1", new LeakState.WholeRack())).step();
        String first = agent.lastStatus("r1").getTrip().getTripId();
        agent.receive(Orders.assignment("r1", 2, 2).setClearTrip(first).build()).run(1);

        RackStatus status = agent.lastStatus("r1");
        assertThat(status.hasTrip()).as("the rack is still wet").isTrue();
        assertThat(status.getTrip().getTripId()).isNotEqualTo(first);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
    }

    @Test
    void tripOutlivesARestart() {
        AgentFixture agent = serving("r1");
        agent.receive(new RackMessage.Leak("r1", new LeakState.WholeRack())).step();
        Trip trip = agent.lastStatus("r1").getTrip();

        AgentFixture again = new AgentFixture(directory, 1, "r1").run(2);

        assertStillTripped(again, trip);
    }

    @Test
    void tripOutlivesTheLossOfTheStateDirectory() throws IOException, InterruptedException {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        Trip trip = Trip.newBuilder().setTripId("r1-old-1").build();
        agent.recall(
                "r1",
                Optional.of(
                        RackStatus.newBuilder()
                                .setRackId("r1")
                                .setObserved(Orders.fence(1, 1, 1))
                                .setTrip(trip)
                                .build()));
        agent.receive(Orders.assignment("r1", 1, 2).build()).run(1);

        assertStillTripped(agent, trip);
        assertThat(agent.state.trip("r1")).contains(trip);
    }

    @Test
    void leakOfARackIsAnAlarmOfItsOwnOnly() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1", "r2").withoutPast();
        agent.receive(new RackMessage.Leak("r1", new LeakState.WholeRack())).run(2);

        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
        assertThat(agent.lastTelemetry("r2").getRackWatts()).isEqualTo(21_000);
        assertThat(agent.lastStatus("r2").hasTrip()).isFalse();
    }

    @Test
    void silentRackSaysNothingAndComesBack() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1", "r2").withoutPast().run(2);
        int before = agent.telemetry("r1").size();
        int statusesBefore = agent.statuses("r1").size();
        agent.receive(new RackMessage.Silence("r1", 15_000)).run(15);

        assertThat(agent.telemetry("r1")).hasSize(before);
        assertThat(agent.statuses("r1")).hasSize(statusesBefore);
        assertThat(agent.telemetry("r2")).hasSizeGreaterThan(15);
        agent.run(2);
        assertThat(agent.telemetry("r1")).hasSize(before + 2);
    }

    private AgentFixture serving(String rack) {
        return new AgentFixture(directory, 1, rack)
                .receive(Orders.assignment(rack, 1, 2).build())
                .run(15);
    }

    private static RackMessage cap(AgentFixture agent, long sequence, long watts) {
        return new RackMessage.Cap(
                Orders.cap("r1", 1, sequence, watts)
                        .setIssuedAtEpochMs(agent.clock.epochMillis())
                        .build());
    }

    private static void assertStillTripped(AgentFixture agent, Trip trip) {
        assertThat(agent.lastStatus("r1").getTrip()).isEqualTo(trip);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
    }
}
