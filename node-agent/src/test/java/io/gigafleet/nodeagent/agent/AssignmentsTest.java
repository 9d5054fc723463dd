package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.ReplicaStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an agent follows assignments, over restarts and losses of its state. */
class AssignmentsTest {

    @TempDir Path directory;

    @Test
    void assignedReplicasLoadAndServeAndAreReported() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1", "r2");
        agent.run(1).receive(Orders.assignment("r1", 1, 2).build()).run(1);

        assertThat(agent.lastStatus("r1").getObserved()).isEqualTo(Orders.fence(1, 1, 1));
        assertThat(agent.lastStatus("r1").getSafeCapWatts()).isEqualTo(90_000);
        assertThat(agent.lastStatus("r1").getReplicasList())
                .extracting(ReplicaStatus::getPhase)
                .containsOnly(ReplicaPhase.REPLICA_PHASE_LOADING);

        agent.run(10);
        assertThat(agent.lastStatus("r1").getReplicasList())
                .extracting(ReplicaStatus::getPhase)
                .containsOnly(ReplicaPhase.REPLICA_PHASE_SERVING);
        assertThat(agent.lastTelemetry("r1").getReplicasList())
                .allMatch(replica -> replica.getOutputTokens() > 100);
        assertThat(agent.lastTelemetry("r1").getRackWatts()).isGreaterThan(24_000);
        assertThat(agent.lastTelemetry("r2").getRackWatts()).isEqualTo(21_000);
    }

    @Test
    void assignmentThatComesWithinAStepWaitsForItsEnd() throws InterruptedException {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(Orders.assignment("r1", 1, 1).build()).run(1);

        agent.receiveWithinStep(Orders.assignment("r1", 2, 1).build());
        assertThat(agent.lastStatus("r1").getObserved()).isEqualTo(Orders.fence(1, 1, 1));

        agent.step();
        assertThat(agent.lastStatus("r1").getObserved()).isEqualTo(Orders.fence(1, 1, 2));
    }

    @Test
    void assignmentIsPersistedBeforeItIsApplied() throws IOException {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        Assignment order = Orders.assignment("r1", 1, 1).build();
        agent.receive(order);

        assertThat(agent.state.assignment("r1")).contains(order);
        assertThat(agent.sent()).isEmpty();
    }

    @Test
    void olderAssignmentIsRefusedWithItsReasonUntilANewerOneIsApplied() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(Orders.assignment("r1", 5, 2).build()).run(1);
        agent.receive(Orders.assignment("r1", 4, 0).build()).run(1);

        assertThat(agent.lastStatus("r1").getRefusal()).contains("1/1/4 is older than 1/1/5");
        assertThat(agent.lastStatus("r1").getReplicasCount()).isEqualTo(2);

        agent.receive(Orders.assignment("r1", 6, 2).build()).run(1);
        assertThat(agent.lastStatus("r1").getRefusal()).isEmpty();
    }

    @Test
    void assignmentOfAnotherFleetIsRefused() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(Orders.assignment("r1", 1, 1).build());
        Assignment.Builder foreign = Orders.assignment("r1", 9, 0);
        foreign.getFenceBuilder().setFleetId("other");
        agent.receive(foreign.build()).run(1);

        assertThat(agent.lastStatus("r1").getRefusal()).contains("fleet other");
        assertThat(agent.lastStatus("r1").getReplicasCount()).isEqualTo(1);
    }

    @Test
    void assignmentTheRackCannotFollowIsRefusedAndNotPersisted() throws IOException {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast();
        Assignment impossible =
                Assignment.newBuilder()
                        .setRackId("r1")
                        .setFence(Orders.fence(1, 1, 1))
                        .addReplicas(Orders.replica("a", 70, 8, 0, 1))
                        .build();
        agent.receive(impossible).run(1);

        assertThat(agent.lastStatus("r1").getRefusal()).contains("accelerator 72");
        assertThat(agent.lastStatus("r1").getObserved().getGeneration()).isZero();
        assertThat(agent.state.assignment("r1")).isEmpty();
    }

    @Test
    void pastOfTheLogIsNoRefusal() throws IOException, InterruptedException {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(Orders.assignment("r1", 5, 2).build());
        agent.host.intake().take(Orders.assignment("r1", 3, 1).build(), true);
        agent.run(1);

        assertThat(agent.lastStatus("r1").getRefusal()).isEmpty();
    }

    @Test
    void restartedAgentServesOnWhatItHadApplied() {
        new AgentFixture(directory, 1, "r1").receive(Orders.assignment("r1", 3, 2).build()).run(9);

        AgentFixture again = new AgentFixture(directory, 1, "r1").run(8);

        RackStatus status = again.lastStatus("r1");
        assertThat(status.getObserved()).isEqualTo(Orders.fence(1, 1, 3));
        assertThat(status.getReplicasList())
                .extracting(ReplicaStatus::getPhase)
                .containsOnly(ReplicaPhase.REPLICA_PHASE_SERVING);
        assertThat(status.getBootId() >> 20).isEqualTo(2);
        again.receive(Orders.assignment("r1", 2, 0).build()).run(1);
        assertThat(again.lastStatus("r1").getRefusal()).contains("older");
    }

    @Test
    void agentWithoutStateLearnsItsFenceFromItsOwnLastStatus() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        assertThat(agent.host.intake().racksToRecall()).containsExactly("r1");
        RackStatus last =
                RackStatus.newBuilder().setRackId("r1").setObserved(Orders.fence(1, 2, 7)).build();
        agent.recall("r1", Optional.of(last));
        assertThat(agent.host.intake().racksToRecall()).isEmpty();

        agent.receive(Orders.assignment("r1", 99, 1).build()).run(1);
        assertThat(agent.lastStatus("r1").getRefusal()).contains("1/1/99 is older than 1/2/7");

        Assignment lost = Orders.assignment("r1", 7, 1).setFence(Orders.fence(1, 2, 7)).build();
        agent.receive(lost).run(1);
        assertThat(agent.lastStatus("r1").getObserved()).isEqualTo(Orders.fence(1, 2, 7));
        assertThat(agent.lastStatus("r1").getRefusal()).isEmpty();
    }

    @Test
    void rackReportsNoStatusBeforeItHasReadItsOwnLastOne() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").run(15);

        assertThat(agent.statuses("r1")).isEmpty();
        assertThat(agent.telemetry("r1")).hasSize(15);

        agent.withoutPast().step();
        assertThat(agent.lastStatus("r1").getObserved().getGeneration()).isZero();
    }

    @Test
    void unchangedReplicaServesOnThroughANewAssignment() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(Orders.assignment("r1", 1, 2).build()).run(15);
        long tokens = agent.lastTelemetry("r1").getReplicas(0).getOutputTokens();

        Assignment.Builder without = Orders.assignment("r1", 2, 2);
        without.removeReplicas(1);
        agent.receive(without.build()).run(2);

        assertThat(agent.lastTelemetry("r1").getReplicasCount()).isEqualTo(1);
        assertThat(agent.lastTelemetry("r1").getReplicas(0).getOutputTokens())
                .isGreaterThan(tokens);
    }

    @Test
    void drainingReplicaFinishesAndIsReportedStopped() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(Orders.assignment("r1", 1, 1).build()).run(10);
        Assignment.Builder drain = Orders.assignment("r1", 2, 1);
        drain.getReplicasBuilder(0).setDraining(true).clearTrafficShare();
        agent.receive(drain.build()).step();

        assertThat(agent.lastStatus("r1").getReplicas(0).getPhase())
                .isEqualTo(ReplicaPhase.REPLICA_PHASE_DRAINING);
        agent.run(40);
        assertThat(agent.lastStatus("r1").getReplicas(0).getPhase())
                .isEqualTo(ReplicaPhase.REPLICA_PHASE_STOPPED);
        assertThat(agent.lastTelemetry("r1").getReplicas(0).getRequestsRejected()).isZero();
    }

    @Test
    void suspendedReplicaIsHeld() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(Orders.assignment("r1", 1, 2).build()).run(10);
        agent.receive(Orders.assignment("r1", 2, 2).addSuspendedReplicas("r1-1").build()).run(1);

        assertThat(agent.lastStatus("r1").getReplicasList())
                .extracting(ReplicaStatus::getPhase)
                .containsExactly(
                        ReplicaPhase.REPLICA_PHASE_SERVING, ReplicaPhase.REPLICA_PHASE_SUSPENDED);
    }
}
