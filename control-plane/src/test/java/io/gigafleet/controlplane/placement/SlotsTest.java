package io.gigafleet.controlplane.placement;

import static io.gigafleet.controlplane.fleet.TestFleet.rackView;
import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final ServiceView CHAT = service("chat", 8, 2, 1);
    private static final Replica SERVING = replica(CHAT, 0, 0, 0, ReplicaState.SERVING);
    private static final Replica OTHER = replica(CHAT, 1, 1, 0, ReplicaState.SERVING);

    private final TestFleet fleet = new TestFleet().service(CHAT);

    private Slots.Change change(String... evictedRacks) {
        return Slots.change(fleet.view(), Set.of(evictedRacks));
    }

    @Test
    void emptySlotsAreDemands() {
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(0, 1);
    }

    @Test
    void satisfiedServiceChangesNothing() {
        fleet.replica(SERVING).replica(OTHER);
        assertThat(change()).isEqualTo(new Slots.Change(List.of(), List.of()));
    }

    @Test
    void firstReplicaToServeIsRouted() {
        fleet.replica(SERVING.withRouting(false)).replica(OTHER);
        assertThat(change().changed()).containsExactly(SERVING);
    }

    @Test
    void drainedRacksReplicaServesUntilItsReplacementDoes() {
        fleet.rack(0, rackView(Condition.FRESH, true, true)).replica(SERVING).replica(OTHER);
        assertThat(change().changed()).isEmpty();
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(0);

        Replica replacement = replica(CHAT, 0, 2, 0, ReplicaState.ASSIGNED);
        fleet.replica(replacement);
        assertThat(change()).isEqualTo(new Slots.Change(List.of(), List.of()));
    }

    @Test
    void trafficMovesWhenTheReplacementServes() {
        Replica replacement = replica(CHAT, 0, 2, 0, ReplicaState.SERVING).withRouting(false);
        fleet.rack(0, rackView(Condition.FRESH, true, true))
                .replica(SERVING)
                .replica(OTHER)
                .replica(replacement);
        assertThat(change().demands()).isEmpty();
        assertThat(change().changed())
                .containsExactlyInAnyOrder(
                        SERVING.in(ReplicaState.DRAINING, "replaced by " + replacement.id()),
                        replacement.withRouting(true));
    }

    @Test
    void lostRacksReplicaStaysUntilSafetyEvictsIt() {
        fleet.rack(0, rackView(Condition.LOST, false, false)).replica(SERVING).replica(OTHER);
        assertThat(change()).isEqualTo(new Slots.Change(List.of(), List.of()));
        assertThat(change("r0").changed())
                .containsExactly(SERVING.in(ReplicaState.DRAINING, "evicted from its rack"));
        assertThat(change("r0").demands()).extracting(Demand::slot).containsExactly(0);
    }

    @Test
    void replicaOfAnotherShapeIsReplacedBeforeItIsDrained() {
        ServiceView wider = service("chat", 16, 2, 1);
        Replica fresh = replica(wider, 0, 2, 0, ReplicaState.ASSIGNED);
        TestFleet widened = new TestFleet().service(wider).replica(SERVING).replica(OTHER);
        assertThat(Slots.change(widened.view(), Set.of()).demands())
                .extracting(Demand::slot)
                .containsExactly(0, 1);
        widened.replica(fresh.in(ReplicaState.SERVING, "test"));
        assertThat(Slots.change(widened.view(), Set.of()).changed())
                .contains(SERVING.in(ReplicaState.DRAINING, "replaced by " + fresh.id()));
    }

    @Test
    void scaledDownServiceDrainsItsHighestSlots() {
        ServiceView one = service("chat", 8, 1, 1);
        TestFleet smaller = new TestFleet().service(one).replica(SERVING).replica(OTHER);
        assertThat(Slots.change(smaller.view(), Set.of()).changed())
                .containsExactly(OTHER.in(ReplicaState.DRAINING, "scaled down to 1"));
    }

    @Test
    void deletedServiceDrainsAll() {
        TestFleet without = new TestFleet().replica(SERVING);
        assertThat(Slots.change(without.view(), Set.of()).changed())
                .containsExactly(SERVING.in(ReplicaState.DRAINING, "service deleted"));
    }

    /** A rack that a rollout takes out of service, one replica of a service at a time. */
    private static RackView leaving(int movesPerService) {
        return rackView(
                Condition.FRESH,
                false,
                false,
                new Standing(RackStage.IN_SERVICE, 21_000, true, movesPerService));
    }

    @Test
    void leavingRackMovesAsManyReplicasOfAServiceAtOnceAsItsRolloutAllows() {
        fleet.rack(0, leaving(1)).rack(1, leaving(1)).replica(SERVING).replica(OTHER);
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(0);

        fleet.rack(0, leaving(2)).rack(1, leaving(2));
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(0, 1);
    }

    @Test
    void nextReplicaMovesOnceTheReplacementOfTheOneBeforeHasTakenOver() {
        Replica replacement = replica(CHAT, 0, 2, 0, ReplicaState.LOADING);
        fleet.rack(0, leaving(1)).rack(1, leaving(1)).replica(SERVING).replica(OTHER);

        fleet.replica(replacement);
        assertThat(change().demands()).as("one is on its way").isEmpty();
        assertThat(change().changed()).as("make before break").isEmpty();
    }

    @Test
    void replicaThatHasMovedMakesRoomForTheNext() {
        fleet.rack(0, leaving(1))
                .rack(1, leaving(1))
                .replica(SERVING.in(ReplicaState.DRAINING, "replaced"))
                .replica(replica(CHAT, 0, 2, 0, ReplicaState.SERVING))
                .replica(OTHER);
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(1);
    }

    @Test
    void strictestOfTheLeavingRacksSetsThePace() {
        fleet.rack(0, leaving(5)).rack(1, leaving(1)).replica(SERVING).replica(OTHER);
        assertThat(change().demands()).hasSize(1);
    }

    @Test
    void emptySlotsAreNotPacedByLeavingRacks() {
        fleet.rack(0, leaving(1)).replica(SERVING);
        assertThat(change().demands()).extracting(Demand::slot).containsExactly(0, 1);
    }
}
