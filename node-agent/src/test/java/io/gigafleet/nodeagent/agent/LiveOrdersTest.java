package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.Suspension;
import io.gigafleet.schemas.v1.Trip;
import io.gigafleet.schemas.v1.TripCause;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the caps' fast path orders beside watts: who is held, and whose power is cut. */
class LiveOrdersTest {

    @TempDir Path directory;

    @Test
    void suspendedPreemptibleReplicaStandsStillUntilTheCapsTimeIsOver() {
        AgentFixture agent = serving();
        agent.receive(order(agent, 1, Suspension.SUSPENSION_PREEMPTIBLE)).run(2);

        assertThat(phase(agent, 0)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SERVING);
        assertThat(phase(agent, 1)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SUSPENDED);
        assertThat(agent.lastTelemetry("r1").getAcceleratorWatts(8)).isEqualTo(150);
        assertThat(agent.lastStatus("r1").getReplicas(1).getPhase())
                .isEqualTo(ReplicaPhase.REPLICA_PHASE_SUSPENDED);

        agent.run(4);
        assertThat(phase(agent, 1)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SERVING);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).as("the safe cap").isEqualTo(90_000);
    }

    @Test
    void renewedSuspensionHoldsOnAndANewerCapEndsIt() {
        AgentFixture agent = serving();
        for (int second = 1; second <= 12; second++) {
            agent.receive(order(agent, second, Suspension.SUSPENSION_ALL)).run(1);
        }
        assertThat(phase(agent, 0)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SUSPENDED);
        assertThat(phase(agent, 1)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SUSPENDED);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isEqualTo(21_000);

        agent.receive(order(agent, 13, Suspension.SUSPENSION_UNSPECIFIED)).run(2);
        assertThat(phase(agent, 0)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SERVING);
        assertThat(agent.lastTelemetry("r1").getCapWatts()).isEqualTo(60_000);
    }

    @Test
    void newAssignmentDoesNotReleaseWhomTheCapHolds() {
        AgentFixture agent = serving();
        agent.receive(order(agent, 1, Suspension.SUSPENSION_ALL)).run(1);
        agent.receive(assignment(2)).run(1);

        assertThat(phase(agent, 0)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SUSPENDED);
    }

    @Test
    void endOfTheCapDoesNotReleaseWhomTheAssignmentHolds() {
        AgentFixture agent = serving();
        agent.receive(assignment(2).toBuilder().addSuspendedReplicas("r1-0").build());
        agent.receive(order(agent, 1, Suspension.SUSPENSION_ALL)).run(7);

        assertThat(phase(agent, 0)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SUSPENDED);
        assertThat(phase(agent, 1)).isEqualTo(ReplicaPhase.REPLICA_PHASE_SERVING);
    }

    @Test
    void orderedTripCutsPowerAtOnceAndOutlivesTheCapAndARestart() {
        AgentFixture agent = serving();
        agent.receive(trip(agent, 1)).step();

        Trip trip = agent.lastStatus("r1").getTrip();
        assertThat(trip.getCause()).isEqualTo(TripCause.TRIP_CAUSE_ORDERED);
        assertThat(trip.getDetail()).isEqualTo("row h1-r1 above 150%");
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();

        agent.run(10);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isZero();
        AgentFixture again = new AgentFixture(directory, 1, "r1").run(2);
        assertThat(again.lastStatus("r1").getTrip()).isEqualTo(trip);
        assertThat(again.lastTelemetry("r1").getRackWatts()).isZero();
    }

    @Test
    void repeatedOrderToTripIsOneTripAndOnlyItsIdClearsIt() {
        AgentFixture agent = serving();
        agent.receive(trip(agent, 1)).run(1);
        Trip first = agent.lastStatus("r1").getTrip();
        agent.receive(trip(agent, 2)).run(1);
        assertThat(agent.lastStatus("r1").getTrip()).isEqualTo(first);

        agent.receive(order(agent, 3, Suspension.SUSPENSION_UNSPECIFIED)).run(1);
        assertThat(agent.lastStatus("r1").hasTrip()).isTrue();

        agent.receive(assignment(2).toBuilder().setClearTrip(first.getTripId()).build()).run(1);
        assertThat(agent.lastStatus("r1").hasTrip()).isFalse();
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isGreaterThan(20_000);
    }

    @Test
    void outlivedOrderToTripIsNotObeyed() {
        AgentFixture agent = serving();
        agent.receive(
                        new RackMessage.Cap(
                                Orders.cap("r1", 1, 1, 60_000)
                                        .setTrip(true)
                                        .setIssuedAtEpochMs(agent.clock.epochMillis() - 60_000)
                                        .build()))
                .run(1);

        assertThat(agent.lastStatus("r1").hasTrip()).isFalse();
    }

    private AgentFixture serving() {
        return new AgentFixture(directory, 1, "r1").receive(assignment(1)).run(15);
    }

    /** Two replicas, the second preemptible. */
    private static Assignment assignment(long generation) {
        return Orders.assignment("r1", generation, 0)
                .addReplicas(Orders.replica("r1-0", 0, 8, 0, 500_000))
                .addReplicas(Orders.replica("r1-1", 8, 8, 500_000, 1_000_000).setPreemptible(true))
                .build();
    }

    private static RackMessage order(AgentFixture agent, long sequence, Suspension suspension) {
        return new RackMessage.Cap(cap(agent, sequence).setSuspension(suspension).build());
    }

    private static RackMessage trip(AgentFixture agent, long sequence) {
        return new RackMessage.Cap(
                cap(agent, sequence).setTrip(true).setCause("row h1-r1 above 150%").build());
    }

    private static RackCap.Builder cap(AgentFixture agent, long sequence) {
        return Orders.cap("r1", 1, sequence, 60_000).setIssuedAtEpochMs(agent.clock.epochMillis());
    }

    private static ReplicaPhase phase(AgentFixture agent, int replica) {
        return agent.lastTelemetry("r1").getReplicas(replica).getPhase();
    }
}
