package io.gigafleet.controlplane.control;

import static io.gigafleet.controlplane.fleet.TestFleet.gang;
import static io.gigafleet.controlplane.fleet.TestFleet.pools;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.ReplicaRole;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Replicas of several parts, from the cycle that places them to the one that frees their racks. */
class PartsStoryTest {

    private static final ServiceView GANG = gang("train", 2, 1, 1);
    private static final ServiceView POOLS = pools("split", 2, 1, 1);

    private static CycleStory fleetOf(int racks) {
        return new CycleStory(new TestFleet().rows(1, racks));
    }

    private static Set<String> racksOf(List<Replica> replicas) {
        return replicas.stream().map(Replica::rack).collect(Collectors.toSet());
    }

    private static List<ReplicaAssignment> told(CycleStory story) {
        return story.assignments().values().stream()
                .flatMap(assignment -> assignment.getReplicasList().stream())
                .toList();
    }

    @Test
    void gangServesOnAllItsRacksAtOnce() {
        CycleStory story = fleetOf(4).wanting(GANG).settle();

        assertThat(story.replicasIn(ReplicaState.SERVING)).hasSize(2).allMatch(Replica::routed);
        assertThat(racksOf(story.replicas())).hasSize(2);
        assertThat(story.replicas())
                .extracting(Replica::copy)
                .containsOnly(story.replicas().getFirst().copy());
    }

    @Test
    void gangThatLacksOneRackIsNotPlacedAtAll() {
        CycleStory story = fleetOf(2).wanting(service("chat", 8, 1, 1)).settle();
        CycleOutcome outcome = story.wanting(service("chat", 8, 1, 1), GANG).cycle();

        assertThat(outcome.changed()).isEmpty();
        assertThat(outcome.unplaced())
                .extracting(unplaced -> unplaced.demand().service().name())
                .containsExactly("train");
    }

    @Test
    void gangThatLosesOneRackIsReplacedAsAWhole() {
        CycleStory story = fleetOf(4).wanting(GANG).settle();
        Set<String> before = racksOf(story.replicas());
        String copy = story.replicas().getFirst().copy();
        story.lose(before.iterator().next()).settle();

        List<Replica> serving = story.replicasIn(ReplicaState.SERVING);
        assertThat(serving).hasSize(2).allMatch(Replica::routed);
        assertThat(racksOf(serving)).doesNotContainAnyElementsOf(before);
        assertThat(serving).extracting(Replica::copy).doesNotContain(copy);
    }

    @Test
    void allRacksOfADrainedGangServeUntilItsSuccessorDoesAndThenDrainTogether() {
        CycleStory story = fleetOf(4).wanting(GANG).settle();
        Set<String> before = racksOf(story.replicas());
        story.drain(before.iterator().next()).cycle();

        assertThat(story.replicasIn(ReplicaState.SERVING)).hasSize(2).allMatch(Replica::routed);
        assertThat(story.replicasIn(ReplicaState.ASSIGNED)).hasSize(2);

        story.busy().racksObey().cycle();
        assertThat(story.replicasIn(ReplicaState.DRAINING)).hasSize(2);
        assertThat(racksOf(story.replicasIn(ReplicaState.DRAINING))).isEqualTo(before);
        assertThat(story.replicasIn(ReplicaState.SERVING)).hasSize(2).allMatch(Replica::routed);
    }

    @Test
    void poolsArePlacedTogetherAndOnlyPrefillTakesRequests() {
        CycleStory story = fleetOf(2).wanting(POOLS).settle();

        assertThat(told(story))
                .extracting(ReplicaAssignment::getRole)
                .containsExactlyInAnyOrder(
                        ReplicaRole.REPLICA_ROLE_PREFILL,
                        ReplicaRole.REPLICA_ROLE_PREFILL,
                        ReplicaRole.REPLICA_ROLE_DECODE);
        assertThat(told(story))
                .allMatch(
                        part ->
                                part.hasTrafficShare()
                                        == (part.getRole() == ReplicaRole.REPLICA_ROLE_PREFILL));
    }

    @Test
    void deletedPoolsDrainTogetherAndLeaveNothing() {
        CycleStory story = fleetOf(2).wanting(POOLS).settle();
        story.wanting().cycle();

        assertThat(story.replicas())
                .hasSize(3)
                .allMatch(part -> part.state() == ReplicaState.DRAINING && !part.routed());
        assertThat(story.settle().replicas()).isEmpty();
    }
}
