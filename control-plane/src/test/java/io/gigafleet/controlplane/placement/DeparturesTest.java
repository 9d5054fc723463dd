package io.gigafleet.controlplane.placement;

import static io.gigafleet.controlplane.fleet.TestFleet.rackView;
import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which replicas go when a service wants fewer. */
class DeparturesTest {

    private static final ServiceView CHAT = service("chat", 8, 2, 1);
    private static final ServiceView OTHER = service("other", 8, 1, 1);

    private final TestFleet fleet = new TestFleet().rows(2, 4).service(CHAT).service(OTHER);

    private static Replica chat(int slot, int rack, int first) {
        return replica(CHAT, slot, rack, first, ReplicaState.SERVING);
    }

    private List<Integer> goneSlots() {
        return Slots.change(fleet.view(), Set.of()).changed().stream()
                .filter(replica -> replica.state() == ReplicaState.DRAINING)
                .filter(replica -> replica.service().equals("chat"))
                .map(Replica::slot)
                .toList();
    }

    @Test
    void highestSlotGoesWhenAllElseIsEqual() {
        fleet.replica(chat(0, 0, 0)).replica(chat(1, 2, 0)).replica(chat(2, 4, 0));
        assertThat(goneSlots()).containsExactly(2);
    }

    @Test
    void replicaOnARackThatTakesNothingNewGoesFirst() {
        fleet.rack(0, rackView(Condition.FRESH, true, false))
                .replica(chat(0, 0, 0))
                .replica(chat(1, 2, 0))
                .replica(chat(2, 4, 0));
        assertThat(goneSlots()).containsExactly(0);
    }

    @Test
    void replicaThatLeavesAnywayGoesFirst() {
        fleet.replica(chat(0, 0, 0))
                .replica(chat(1, 2, 0).toLeave("makes room"))
                .replica(chat(2, 4, 0));
        assertThat(goneSlots()).containsExactly(1);
    }

    @Test
    void replicaThatDoesNotServeYetGoesBeforeOneThatDoes() {
        fleet.replica(replica(CHAT, 0, 0, 0, ReplicaState.LOADING))
                .replica(chat(1, 2, 0))
                .replica(chat(2, 4, 0));
        assertThat(goneSlots()).containsExactly(0);
    }

    @Test
    void rackThatBecomesWholeIsLeftFirst() {
        fleet.replica(chat(0, 0, 0))
                .replica(chat(1, 2, 0))
                .replica(chat(2, 4, 0))
                .replica(replica(OTHER, 0, 2, 8, ReplicaState.SERVING))
                .replica(replica(OTHER, 1, 4, 8, ReplicaState.SERVING));
        assertThat(goneSlots()).containsExactly(0);
    }

    @Test
    void rackWithFewestOfTheServicesOwnIsLeftFirst() {
        fleet.replica(chat(0, 0, 0)).replica(chat(1, 2, 0)).replica(chat(2, 2, 8));
        assertThat(goneSlots()).containsExactly(0);
    }

    @Test
    void loopNearestItsLimitIsRelieved() {
        fleet.loopHeatWatts(200_000)
                .replica(chat(0, 0, 0))
                .replica(chat(1, 2, 0))
                .replica(chat(2, 4, 0))
                .replica(replica(OTHER, 0, 1, 0, ReplicaState.SERVING));
        assertThat(goneSlots()).as("r1 shares its loop with r0").containsExactly(0);
    }

    @Test
    void keptReplicasKeepTheirSlotsAndNothingNewIsWanted() {
        fleet.rack(0, rackView(Condition.FRESH, true, false))
                .replica(chat(0, 0, 0))
                .replica(chat(1, 2, 0))
                .replica(chat(2, 4, 0))
                .replica(replica(OTHER, 0, 6, 0, ReplicaState.SERVING));
        assertThat(Slots.change(fleet.view(), Set.of()).demands()).isEmpty();
    }

    @Test
    void slotsThatAreFreeAgainAreGivenOutAnew() {
        fleet.replica(chat(2, 4, 0)).replica(replica(OTHER, 0, 6, 0, ReplicaState.SERVING));
        assertThat(Slots.change(fleet.view(), Set.of()).demands())
                .extracting(Demand::slot)
                .containsExactly(0);
    }
}
