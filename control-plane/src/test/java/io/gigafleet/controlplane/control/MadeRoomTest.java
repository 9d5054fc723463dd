package io.gigafleet.controlplane.control;

import static io.gigafleet.controlplane.fleet.TestFleet.preemptible;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.Promise;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of plans that make room. */
class MadeRoomTest {

    /** Nine of these fill a rack. */
    private static final ServiceView BATCH = preemptible(service("batch", 8, 9, 1));

    private static final ServiceView URGENT = service("urgent", 16, 1, 5);

    /** A row of racks whose only room is on their first. */
    private static final class Preempting {
        private final RoomMakingPlacer placer =
                RoomMakingPlacer.preempting("urgent", Preempting::lastTwoOfBatch);
        private final CycleStory story =
                new CycleStory(new TestFleet().rows(1, 1), placer).wanting(BATCH).settle();

        private static List<Preemption> lastTwoOfBatch(FleetView view, Demand demand) {
            List<Replica> victims =
                    view.replicas().stream().filter(replica -> replica.slot() >= 7).toList();
            return List.of(new Preemption(demand, 0, victims, Preemption.Cause.PRIORITY));
        }

        private List<Replica> victims() {
            return story.replicasIn(ReplicaState.DRAINING);
        }

        private List<String> served(String service) {
            return story.replicasIn(ReplicaState.SERVING).stream()
                    .filter(replica -> replica.service().equals(service))
                    .map(Replica::id)
                    .toList();
        }
    }

    private final Preempting fleet = new Preempting();
    private final CycleStory story = fleet.story;

    @Test
    void victimsLoseTheirTrafficAtOnceAndDrain() {
        CycleOutcome outcome = story.wanting(BATCH, URGENT).cycle();
        assertThat(fleet.victims())
                .extracting(Replica::slot, Replica::routed)
                .containsExactly(tuple(7, false), tuple(8, false));
        assertThat(outcome.audit())
                .extracting(AuditEntry::action)
                .containsExactly("preempt", "preempt");
        assertThat(outcome.room().preempted())
                .allMatch(victim -> victim.service().equals("urgent"))
                .allMatch(victim -> victim.cause() == Preemption.Cause.PRIORITY);
    }

    @Test
    void victimsSlotsWaitAgainAndTheBeneficiaryServes() {
        story.wanting(BATCH, URGENT).settle();
        assertThat(fleet.served("urgent")).hasSize(1);
        assertThat(fleet.served("batch")).hasSize(7);
        assertThat(story.cycle().unplaced())
                .extracting(unplaced -> unplaced.demand().service().name())
                .containsExactly("batch", "batch");
    }

    @Test
    void promiseKeepsTheDemandFromMakingRoomTwice() {
        story.busy().wanting(BATCH, URGENT).cycle();
        for (int round = 0; round < 5; round++) {
            assertThat(story.racksObey().cycle().room().preempted()).isEmpty();
            assertThat(fleet.placer.promises())
                    .extracting(Promise::rack, Promise::accelerators)
                    .containsExactly(tuple(0, AcceleratorSet.range(56, 72)));
        }
        assertThat(fleet.victims()).hasSize(2);
    }

    @Test
    void nextLeaderKeepsThePromiseAndTheGracePeriodOfTheVictims() {
        story.busy().wanting(BATCH, URGENT).cycle();
        story.racksObey().changeLeader().later(1_000);

        assertThat(story.cycle().room().preempted()).isEmpty();
        assertThat(fleet.placer.promises())
                .extracting(Promise::rack, Promise::accelerators)
                .containsExactly(tuple(0, AcceleratorSet.range(56, 72)));
        assertThat(fleet.victims()).hasSize(2);

        story.later(29_000).cycle();
        story.racksObey().cycle();
        assertThat(fleet.victims()).as("their grace period is over").isEmpty();
        story.racksObey().settle();
        assertThat(fleet.served("urgent")).hasSize(1);
    }

    @Test
    void promiseEndsWhenItIsKept() {
        story.wanting(BATCH, URGENT).settle();
        assertThat(story.room().promised()).isEmpty();
    }

    @Test
    void promiseEndsWithTheDemand() {
        story.busy().wanting(BATCH, URGENT).cycle();
        assertThat(story.room().promised()).extracting(Promised::service).containsExactly("urgent");
        story.wanting(BATCH).cycle();
        assertThat(story.room().promised()).isEmpty();
    }

    @Test
    void promiseEndsAfterItsTime() {
        story.busy().wanting(BATCH, URGENT).cycle();
        story.lose("r0").later(30_000 + CycleStory.LIMITS.promiseMillis()).cycle();
        assertThat(fleet.placer.promises()).isEmpty();
    }

    @Test
    void victimMayFinishUntilItsGracePeriodEnds() {
        story.busy().wanting(BATCH, URGENT).cycle();
        story.racksObey().later(29_000).cycle();
        assertThat(assigned()).hasSize(9);
        assertThat(assigned()).filteredOn(ReplicaAssignment::getDraining).hasSize(2);

        story.racksObey().later(1_000).cycle();
        assertThat(assigned()).as("the rack is no longer told of the victims").hasSize(7);

        story.racksObey().cycle();
        assertThat(fleet.victims()).isEmpty();
        assertThat(story.room().preempted()).isEmpty();
    }

    private List<ReplicaAssignment> assigned() {
        return Objects.requireNonNull(story.assignments().get("r0")).getReplicasList();
    }

    /** Moves the first replica of batch to the next rack, so many at once. */
    private static List<Move> firstOnes(FleetView view, Demand demand, int count) {
        List<Replica> first = view.replicas().stream().limit(count).toList();
        List<Move> moves = new ArrayList<>();
        for (Replica from : first) {
            List<Integer> to =
                    IntStream.range(40 + 4 * moves.size(), 44 + 4 * moves.size()).boxed().toList();
            moves.add(
                    new Move(
                            from,
                            new Placement(
                                    new Demand(SMALL, from.slot()), 0, 1, to, from.plannedWatts()),
                            demand));
        }
        return moves;
    }

    private static CycleStory moving(int count) {
        return new CycleStory(
                        new TestFleet().rows(1, 2),
                        RoomMakingPlacer.moving(
                                "wide", (view, demand) -> firstOnes(view, demand, count)))
                .wanting(SMALL)
                .settle()
                .wanting(SMALL, HALF)
                .settle();
    }

    /**
     * These leave 32 accelerators free on the first of two racks, and this as many on the other.
     */
    private static final ServiceView SMALL = service("batch", 4, 10, 1);

    private static final ServiceView HALF = service("half", 40, 1, 1);

    /** Fits where four of the small ones have moved away. */
    private static final ServiceView WIDE = service("wide", 48, 1, 5);

    @Test
    void movedReplicaServesUntilItsSuccessorDoes() {
        CycleStory four = moving(4);
        CycleOutcome outcome = four.wanting(SMALL, HALF, WIDE).cycle();
        assertThat(outcome.moved()).hasSize(4);
        assertThat(four.replicas())
                .filteredOn(Replica::leaving)
                .hasSize(4)
                .allMatch(Replica::routed);
        for (int round = 0; round < 5; round++) {
            assertThat(four.replicas())
                    .filteredOn(replica -> replica.service().equals("batch") && replica.routed())
                    .hasSize(10);
            four.racksObey().cycle();
        }
        assertThat(four.replicas()).noneMatch(Replica::leaving);
        assertThat(four.replicas())
                .filteredOn(replica -> replica.rack().equals("r1"))
                .hasSize(5)
                .allMatch(Replica::routed);
    }

    @Test
    void moreMovesThanMayBeInFlightAreNotBegun() {
        CycleStory many = moving(CycleStory.LIMITS.movesInFlight() + 1);
        CycleOutcome outcome = many.wanting(SMALL, HALF, WIDE).cycle();
        assertThat(outcome.moved()).isEmpty();
        assertThat(outcome.changed()).isEmpty();
        assertThat(many.room().promised()).isEmpty();
    }
}
