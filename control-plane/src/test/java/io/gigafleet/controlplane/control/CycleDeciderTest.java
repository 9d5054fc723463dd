package io.gigafleet.controlplane.control;

import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.safety.Approval;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.schemas.v1.TrafficShare;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CycleDeciderTest {

    private static final ServiceView CHAT = service("chat", 8, 4, 1);

    private final CycleStory story = new CycleStory(new TestFleet().rows(1, 4)).wanting(CHAT);

    @Test
    void appliedServiceServesAndIsRoutedOncePerSlot() {
        story.settle();
        assertThat(story.replicasIn(ReplicaState.SERVING)).hasSize(4);
        assertThat(story.replicas()).allMatch(Replica::routed);
        assertThat(story.replicas()).extracting(Replica::slot).containsExactly(0, 1, 2, 3);
    }

    @Test
    void trafficSharesCoverEveryRequestOnce() {
        story.settle();
        List<TrafficShare> shares =
                story.assignments().values().stream()
                        .flatMap(assignment -> assignment.getReplicasList().stream())
                        .map(replica -> replica.getTrafficShare())
                        .sorted(Comparator.comparingInt(TrafficShare::getFromPpm))
                        .toList();
        int covered = 0;
        for (TrafficShare share : shares) {
            assertThat(share.getFromPpm()).isEqualTo(covered);
            covered = share.getToPpm();
        }
        assertThat(covered).isEqualTo(1_000_000);
    }

    @Test
    void lostRacksReplicasMoveAndKeepTheirAcceleratorsUntilProvenGone() {
        story.settle();
        String lost = story.replicas().getFirst().rack();
        CycleOutcome outcome = story.lose(lost).cycle();
        assertThat(outcome.audit())
                .contains(new AuditEntry("safety", "evict", "rack/" + lost, "LOST: told so"));
        story.settle();
        assertThat(story.replicasIn(ReplicaState.SERVING))
                .hasSize(4)
                .noneMatch(replica -> replica.rack().equals(lost));
        assertThat(story.replicasIn(ReplicaState.DRAINING))
                .hasSize(4)
                .allMatch(replica -> replica.rack().equals(lost) && !replica.routed());
    }

    @Test
    void lostRackIsOnlyTalkedOfWhereHealthDoesNotAct() {
        story.settle();
        String lost = story.replicas().getFirst().rack();

        CycleOutcome outcome =
                story.modes(new Modes(Map.of(), Set.of("rack/" + lost))).lose(lost).cycle();

        assertThat(outcome.changed()).isEmpty();
        assertThat(outcome.held().get(lost)).contains("health is not in mode act");
    }

    @Test
    void lostRackIsGivenUpOnceSomebodyApprovesIt() {
        story.settle();
        String lost = story.replicas().getFirst().rack();
        String subject = "rack/" + lost;
        CycleOutcome asking = story.modes(new Modes(Map.of(), Set.of(subject))).lose(lost).cycle();
        assertThat(asking.suggestions())
                .containsExactly(
                        new Suggestion(Automation.HEALTH, "evict", subject, "LOST: told so"));

        CycleOutcome approved =
                story.modes(
                                new Modes(
                                        Map.of(),
                                        Set.of(subject),
                                        Set.of(
                                                new Approval(
                                                        Automation.HEALTH,
                                                        subject,
                                                        Long.MAX_VALUE,
                                                        "alice"))))
                        .cycle();

        assertThat(approved.audit())
                .contains(new AuditEntry("safety", "evict", subject, "LOST: told so"));
        assertThat(approved.suggestions()).isEmpty();
    }

    @Test
    void returningRackIsToldToStopAndThenFreed() {
        story.settle();
        String lost = story.replicas().getFirst().rack();
        story.lose(lost).settle();
        story.hearAgainFrom(lost).settle();
        assertThat(story.replicas()).hasSize(4).noneMatch(replica -> replica.rack().equals(lost));
    }

    @Test
    void drainMovesReplicasWithoutAGapInTraffic() {
        story.settle();
        String rack = story.replicas().getFirst().rack();
        story.drain(rack);
        for (int round = 0; round < 6; round++) {
            story.cycle();
            assertThat(story.replicas().stream().filter(Replica::routed)).hasSize(4);
            story.racksObey();
        }
        assertThat(story.replicas()).hasSize(4).noneMatch(replica -> replica.rack().equals(rack));
    }

    @Test
    void deletedServiceLeavesNothing() {
        story.settle();
        story.wanting().settle();
        assertThat(story.replicas()).isEmpty();
    }

    @Test
    void quietFleetDecidesNothing() {
        story.settle();
        assertThat(story.cycle().changed()).isEmpty();
    }

    @Test
    void equalStoriesGiveEqualReplicas() {
        CycleStory twin = new CycleStory(new TestFleet().rows(1, 4)).wanting(CHAT);
        assertThat(twin.settle().replicas()).isEqualTo(story.settle().replicas());
    }
}
