package io.gigafleet.controlplane.control;

import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.Confirmation.Phase;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final ServiceView CHAT = service("chat", 8, 2, 1);
    private static final Replica ASSIGNED = replica(CHAT, 0, 0, 0, ReplicaState.ASSIGNED);
    private static final String RACK = ASSIGNED.rack();
    private static final List<Replica> REPLICAS = List.of(ASSIGNED);

    private final Progress progress = new Progress();

    private static Confirmation says(Phase phase) {
        return new Confirmation(1, 1, Map.of(ASSIGNED.id(), phase));
    }

    private List<ReplicaState> next(List<Replica> replicas, Confirmation confirmation) {
        return progress.of(replicas, Map.of(RACK, confirmation), Set.of(RACK)).changed().stream()
                .map(Replica::state)
                .toList();
    }

    @Test
    void replicaGoesOnAsItsRackConfirms() {
        assertThat(next(REPLICAS, says(Phase.LOADING))).containsExactly(ReplicaState.LOADING);
        assertThat(next(REPLICAS, says(Phase.SERVING))).containsExactly(ReplicaState.SERVING);
    }

    @Test
    void replicaThatStoppedTakesNoTrafficUntilItServesAgain() {
        Replica serving = replica(CHAT, 0, 0, 0, ReplicaState.SERVING).withRouting(true);
        List<Replica> stopped =
                progress.of(List.of(serving), Map.of(RACK, says(Phase.STOPPED)), Set.of(RACK))
                        .changed();

        assertThat(stopped)
                .singleElement()
                .satisfies(
                        replica -> {
                            assertThat(replica.state()).isEqualTo(ReplicaState.LOADING);
                            assertThat(replica.routed()).isFalse();
                        });
        assertThat(next(stopped, says(Phase.STOPPED))).isEmpty();
        assertThat(next(stopped, says(Phase.SERVING))).containsExactly(ReplicaState.SERVING);
    }

    @Test
    void whatWasNotCommittedFollowsAgain() {
        Confirmation serving = says(Phase.SERVING);
        assertThat(next(REPLICAS, serving)).containsExactly(ReplicaState.SERVING);
        assertThat(next(REPLICAS, serving)).containsExactly(ReplicaState.SERVING);
    }

    @Test
    void oldConfirmationCountsForNewReplicas() {
        Confirmation serving = says(Phase.SERVING);
        assertThat(next(List.of(), serving)).isEmpty();
        assertThat(next(REPLICAS, serving)).containsExactly(ReplicaState.SERVING);
    }

    @Test
    void drainingReplicaStopsOnceItsAbsenceMeansSomething() {
        List<Replica> draining =
                List.of(replica(CHAT, 0, 0, 0, ReplicaState.SERVING).in(ReplicaState.DRAINING, ""));
        Map<String, Confirmation> gone = Map.of(RACK, new Confirmation(1, 1, Map.of()));
        assertThat(progress.of(draining, gone, Set.of()).changed()).isEmpty();
        assertThat(progress.of(draining, gone, Set.of(RACK)).changed())
                .extracting(Replica::state)
                .containsExactly(ReplicaState.STOPPED);
    }
}
