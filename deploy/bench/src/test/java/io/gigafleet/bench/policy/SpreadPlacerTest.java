package io.gigafleet.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Promise;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpreadPlacerTest {

    private static final int RACKS = 2;
    private static final Topology SITE = HallSite.of(RACKS, 1.3);
    private static final List<ServiceView> SERVICES =
            Workload.of(SITE.rack(0).sku(), RACKS, Power.NAMEPLATE).stream()
                    .map(service -> new ServiceView(service.manifest(), 9, TenantQuota.of(144)))
                    .toList();
    private static final ServiceView BATCH = SERVICES.get(1);
    private static final ServiceView CHAT = SERVICES.get(2);

    private static FleetView view(List<Replica> replicas) {
        List<RackView> racks =
                SITE.racks().stream()
                        .map(
                                spot ->
                                        new RackView(
                                                Condition.FRESH,
                                                "",
                                                false,
                                                false,
                                                OptionalLong.empty(),
                                                Optional.empty(),
                                                Standing.inService(spot)))
                        .toList();
        return new FleetView(SITE, racks, SERVICES, replicas);
    }

    private static List<Replica> batchOn(String rack, int count) {
        List<Replica> replicas = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            replicas.add(
                    new Replica(
                            "b-" + rack + at,
                            BATCH.name(),
                            at,
                            rack,
                            AcceleratorSet.range(8 * at, 8 * at + 8),
                            ReplicaState.SERVING,
                            true,
                            0,
                            ""));
        }
        return replicas;
    }

    @Test
    void replicasSpreadOverRacksWhateverTheyDraw() {
        Plan plan =
                new SpreadPlacer()
                        .plan(view(List.of()), List.of(new Demand(CHAT, 0), new Demand(CHAT, 1)));

        assertThat(plan.placements()).extracting(Placement::rack).containsExactly(0, 1);
    }

    @Test
    void aFullFleetGivesUpThePreemptibleAndKeepsTheirPlaceForWhoWaits() {
        List<Replica> full = new ArrayList<>(batchOn("r1", 9));
        full.addAll(batchOn("r2", 9));
        Demand chat = new Demand(CHAT, 0);
        Plan plan = new SpreadPlacer().plan(view(full), List.of(chat));
        assertThat(plan.placements()).isEmpty();
        assertThat(plan.preemptions()).hasSize(1);
        Replica victim = plan.preemptions().getFirst().victims().getFirst();

        full.remove(victim);
        Promise promise =
                new Promise(chat, plan.preemptions().getFirst().rack(), victim.acceleratorSet());
        Plan next =
                new SpreadPlacer()
                        .plan(view(full), List.of(new Demand(BATCH, 99), chat), List.of(promise));

        assertThat(next.placements()).hasSize(1);
        assertThat(next.placements().getFirst().demand()).isEqualTo(chat);
        assertThat(next.placements().getFirst().acceleratorSet())
                .isEqualTo(victim.acceleratorSet());
    }

    @Test
    void batchTakesNobodysPlace() {
        List<Replica> full = new ArrayList<>(batchOn("r1", 9));
        full.addAll(batchOn("r2", 9));

        assertThat(new SpreadPlacer().plan(view(full), List.of(new Demand(BATCH, 99))))
                .isEqualTo(Plan.NOTHING);
    }
}
