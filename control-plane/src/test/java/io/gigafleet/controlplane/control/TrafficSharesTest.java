package io.gigafleet.controlplane.control;

import static io.gigafleet.controlplane.fleet.TestFleet.gang;
import static io.gigafleet.controlplane.fleet.TestFleet.part;
import static io.gigafleet.controlplane.fleet.TestFleet.pools;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.ReplicaRole;
import io.gigafleet.schemas.v1.TrafficShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who takes which of a service's requests. */
class TrafficSharesTest {

    private static List<Replica> copy(ServiceView service, int slot, ReplicaState state) {
        List<Replica> parts = new ArrayList<>();
        for (int part = 0; part < service.service().spec().shape().parts().size(); part++) {
            parts.add(part(service, slot, "copy" + slot, part, 4 * slot + part, state));
        }
        return parts;
    }

    private static void assertCoversEveryRequestOnce(Iterable<TrafficShare> shares) {
        List<TrafficShare> sorted = new ArrayList<>();
        shares.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(TrafficShare::getFromPpm));
        int covered = 0;
        for (TrafficShare share : sorted) {
            assertThat(share.getFromPpm()).isEqualTo(covered);
            covered = share.getToPpm();
        }
        assertThat(covered).isEqualTo(1_000_000);
    }

    @Test
    void slotsShareEvenlyAndSoDoAGangsParts() {
        ServiceView train = gang("train", 3, 2, 1);
        List<Replica> replicas = copy(train, 0, ReplicaState.SERVING);
        replicas.addAll(copy(train, 1, ReplicaState.SERVING));

        Map<String, TrafficShare> shares = TrafficShares.of(replicas, replica -> true);

        assertThat(shares).hasSize(6);
        assertCoversEveryRequestOnce(shares.values());
        assertThat(shares.values()).allMatch(share -> Math.abs(width(share) - 1_000_000 / 6) <= 1);
    }

    @Test
    void copyThatIsNotRoutedTakesNothing() {
        ServiceView train = gang("train", 2, 2, 1);
        List<Replica> replicas = copy(train, 0, ReplicaState.SERVING);
        replicas.addAll(copy(train, 1, ReplicaState.LOADING));
        assertThat(TrafficShares.of(replicas, replica -> true))
                .containsOnlyKeys("copy0", "copy0p1");
    }

    @Test
    void requestsComeToThePrefillPartsAndEachPartIsToldItsRole() {
        ServiceView chat = pools("chat", 2, 1, 1);
        List<Replica> replicas = copy(chat, 0, ReplicaState.SERVING);
        ReplicaOrders orders = new ReplicaOrders(List.of(chat), replicas, Map.of());

        List<ReplicaAssignment> told =
                replicas.stream().map(orders::order).map(Optional::orElseThrow).toList();

        assertThat(told)
                .extracting(ReplicaAssignment::getRole)
                .containsExactly(
                        ReplicaRole.REPLICA_ROLE_PREFILL,
                        ReplicaRole.REPLICA_ROLE_PREFILL,
                        ReplicaRole.REPLICA_ROLE_DECODE);
        assertThat(told.get(2).hasTrafficShare()).isFalse();
        assertCoversEveryRequestOnce(
                told.subList(0, 2).stream().map(ReplicaAssignment::getTrafficShare).toList());
    }

    @Test
    void partsOfOneRoleHoldTheWeightsTogether() {
        ServiceView chat = pools("chat", 2, 1, 1);
        List<Replica> replicas = copy(chat, 0, ReplicaState.SERVING);
        ReplicaOrders orders = new ReplicaOrders(List.of(chat), replicas, Map.of());
        assertThat(replicas)
                .extracting(
                        part -> orders.order(part).orElseThrow().getModel().getParametersTotal())
                .containsExactly(35e9, 35e9, 70e9);
    }

    private static int width(TrafficShare share) {
        return share.getToPpm() - share.getFromPpm();
    }
}
