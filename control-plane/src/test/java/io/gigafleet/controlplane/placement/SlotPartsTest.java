package io.gigafleet.controlplane.placement;

import static io.gigafleet.controlplane.fleet.TestFleet.gang;
import static io.gigafleet.controlplane.fleet.TestFleet.part;
import static io.gigafleet.controlplane.fleet.TestFleet.rackView;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Slots whose copies have several parts, and copies that make room for others. */
class SlotPartsTest {

    private static final ServiceView GANG = gang("train", 2, 1, 1);
    private static final Replica FIRST = serving("old", 0, 0);
    private static final Replica SECOND = serving("old", 1, 1);

    private final TestFleet fleet = new TestFleet().rows(1, 6).service(GANG);

    private static Replica serving(String copy, int part, int rack) {
        return part(GANG, 0, copy, part, rack, ReplicaState.SERVING);
    }

    private Slots.Change change(String... evictedRacks) {
        return Slots.change(fleet.view(), Set.of(evictedRacks));
    }

    @Test
    void gangThatServesWantsNothing() {
        fleet.replica(FIRST).replica(SECOND);
        assertThat(change()).isEqualTo(new Slots.Change(List.of(), List.of()));
    }

    @Test
    void gangIsRoutedOnceAllItsPartsServe() {
        fleet.replica(FIRST.withRouting(false))
                .replica(part(GANG, 0, "old", 1, 1, ReplicaState.LOADING));
        assertThat(change().changed()).isEmpty();

        TestFleet ready =
                new TestFleet()
                        .service(GANG)
                        .replica(FIRST.withRouting(false))
                        .replica(SECOND.withRouting(false));
        assertThat(Slots.change(ready.view(), Set.of()).changed()).containsExactly(FIRST, SECOND);
    }

    @Test
    void gangWithOneDrainedRackIsReplacedAsAWholeAndServesUntilThen() {
        fleet.rack(1, rackView(Condition.FRESH, true, true)).replica(FIRST).replica(SECOND);
        assertThat(change().changed()).isEmpty();
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(0);

        fleet.replica(part(GANG, 0, "new", 0, 2, ReplicaState.SERVING).withRouting(false))
                .replica(part(GANG, 0, "new", 1, 3, ReplicaState.LOADING));
        assertThat(change()).isEqualTo(new Slots.Change(List.of(), List.of()));
    }

    @Test
    void allPartsDrainTogetherWhenTheReplacementServes() {
        Replica third = serving("new", 0, 2);
        Replica fourth = serving("new", 1, 3);
        fleet.rack(1, rackView(Condition.FRESH, true, true))
                .replica(FIRST)
                .replica(SECOND)
                .replica(third.withRouting(false))
                .replica(fourth.withRouting(false));
        assertThat(change().demands()).isEmpty();
        assertThat(change().changed())
                .containsExactlyInAnyOrder(
                        FIRST.in(ReplicaState.DRAINING, "replaced by new"),
                        SECOND.in(ReplicaState.DRAINING, "replaced by new"),
                        third,
                        fourth);
    }

    @Test
    void evictedRackTakesTheWholeGangWithIt() {
        fleet.rack(1, rackView(Condition.LOST, false, false)).replica(FIRST).replica(SECOND);
        assertThat(change()).isEqualTo(new Slots.Change(List.of(), List.of()));
        assertThat(change("r1").changed())
                .containsExactly(
                        FIRST.in(ReplicaState.DRAINING, "another part of it was evicted"),
                        SECOND.in(ReplicaState.DRAINING, "evicted from its rack"));
        assertThat(change("r1").demands()).extracting(Demand::slot).containsExactly(0);
    }

    @Test
    void serviceThatBecomesAGangReplacesItsReplicasBeforeTheyDrain() {
        ServiceView small = service("train", 8, 1, 1);
        fleet.replica(TestFleet.replica(small, 0, 0, 0, ReplicaState.SERVING));
        assertThat(change().changed()).isEmpty();
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(0);
    }

    @Test
    void leavingCopyServesUntilItsSuccessorDoes() {
        Replica successor = part(GANG, 0, "new", 0, 2, ReplicaState.SERVING).withRouting(false);
        fleet.replica(FIRST.toLeave("makes room"))
                .replica(SECOND.toLeave("makes room"))
                .replica(successor)
                .replica(part(GANG, 0, "new", 1, 3, ReplicaState.LOADING));
        assertThat(change()).isEqualTo(new Slots.Change(List.of(), List.of()));
    }

    @Test
    void leavingCopyStaysWhenItsSuccessorIsLost() {
        fleet.replica(FIRST.toLeave("makes room")).replica(SECOND.toLeave("makes room"));
        assertThat(change().demands()).isEmpty();
        assertThat(change().changed())
                .extracting(Replica::id, Replica::leaving)
                .containsExactly(tuple("old", false), tuple("oldp1", false));
    }
}
