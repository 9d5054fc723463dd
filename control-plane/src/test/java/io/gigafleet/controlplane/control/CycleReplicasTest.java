package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CycleReplicasTest {

    private static final Replica A = replica("a", ReplicaState.SERVING);
    private static final Replica B = replica("b", ReplicaState.SERVING);
    private static final Replica C = replica("c", ReplicaState.SERVING);

    private static Replica replica(String id, ReplicaState state) {
        return new Replica(id, "chat", 0, "r0", List.of(0), state, false, 1_000, "test");
    }

    @Test
    void untouchedReplicasAreTheVeryListOfTheCycleBefore() {
        List<Replica> before = List.of(A, B);
        CycleReplicas replicas = new CycleReplicas(before);

        assertThat(replicas.all()).isSameAs(before);
        assertThat(replicas.live()).isSameAs(before);
        assertThat(replicas.changed()).isEmpty();
    }

    @Test
    void newReplicaStandsInOrderOfItsId() {
        CycleReplicas replicas = new CycleReplicas(List.of(A, C));
        replicas.put(B);

        assertThat(replicas.all()).containsExactly(A, B, C);
        assertThat(replicas.changed()).containsExactly(B);
        assertThat(replicas.get("b")).contains(B);
    }

    @Test
    void stoppedReplicaIsChangedButNoLongerLive() {
        CycleReplicas replicas = new CycleReplicas(List.of(A, B));
        Replica stopped = A.in(ReplicaState.STOPPED, "gone");
        replicas.put(stopped);

        assertThat(replicas.all()).containsExactly(stopped, B);
        assertThat(replicas.live()).containsExactly(B);
        assertThat(replicas.changed()).containsExactly(stopped);
    }

    @Test
    void replicaPutBackAsItWasIsNotChanged() {
        CycleReplicas replicas = new CycleReplicas(List.of(A));
        replicas.put(A.in(ReplicaState.DRAINING, "to go"));
        replicas.put(A);

        assertThat(replicas.changed()).isEmpty();
        assertThat(replicas.all()).containsExactly(A);
    }

    @Test
    void anySequenceOfChangesAddsUpToWhatASortedMapHolds() {
        Random random = new Random(17);
        for (int round = 0; round < 200; round++) {
            TreeMap<String, Replica> map = new TreeMap<>();
            for (int i = 0; i < random.nextInt(8); i++) {
                put(map, random);
            }
            CycleReplicas replicas = new CycleReplicas(List.copyOf(map.values()));
            for (int i = 0; i < random.nextInt(8); i++) {
                replicas.put(put(map, random));
                assertThat(replicas.all()).containsExactlyElementsOf(map.values());
            }
            map.values()
                    .forEach(replica -> assertThat(replicas.get(replica.id())).contains(replica));
        }
    }

    private static Replica put(TreeMap<String, Replica> map, Random random) {
        ReplicaState[] states = ReplicaState.values();
        Replica replica = replica("r" + random.nextInt(12), states[random.nextInt(states.length)]);
        map.put(replica.id(), replica);
        return replica;
    }
}
