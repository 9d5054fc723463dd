package io.gigafleet.controlplane.placement.verify;

import static io.gigafleet.controlplane.fleet.TestFleet.GB300;
import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each plan here is wrong in one way, and the verifier must say which. */
class PlanVerifierTest {

    private static final ServiceView CHAT = new Declared("chat").wanted(9);

    private static Placement place(ServiceView service, int slot, int rack, int first) {
        return part(service, slot, 0, rack, first);
    }

    private static Placement part(ServiceView service, int slot, int part, int rack, int first) {
        int size = service.service().spec().shape().parts().get(part).accelerators().orElse(72);
        return new Placement(
                new Demand(service, slot),
                part,
                rack,
                AcceleratorSet.range(first, first + size),
                service.planned().aboveIdle(GB300, size));
    }

    private static List<String> violations(FleetView view, Placement... placements) {
        List<Demand> demands = Stream.of(placements).map(Placement::demand).distinct().toList();
        return PlanVerifier.violations(view, demands, new Plan(List.of(placements), List.of()));
    }

    private static FleetView fourRacks() {
        return new TestFleet().view();
    }

    @Test
    void soundPlanPasses() {
        assertThat(violations(fourRacks(), place(CHAT, 0, 0, 0), place(CHAT, 1, 0, 8))).isEmpty();
    }

    @Test
    void acceleratorThatSomethingStillHoldsIsFound() {
        FleetView view =
                new TestFleet()
                        .service(CHAT)
                        .replica(replica(CHAT, 5, 0, 0, ReplicaState.DRAINING))
                        .view();
        assertThat(violations(view, place(CHAT, 0, 0, 7)))
                .containsExactly("chat slot 0 on r0: accelerator 7 is taken");
    }

    @Test
    void deadAcceleratorIsFound() {
        FleetView view =
                new TestFleet()
                        .service(CHAT)
                        .rack(
                                0,
                                TestFleet.withDead(
                                        TestFleet.ready(), AcceleratorSet.of(List.of(7))))
                        .view();
        assertThat(violations(view, place(CHAT, 0, 0, 0)))
                .containsExactly("chat slot 0 on r0: accelerator 7 is dead");
    }

    @Test
    void acceleratorGivenTwiceIsFound() {
        assertThat(violations(fourRacks(), place(CHAT, 0, 0, 0), place(CHAT, 1, 0, 7)))
                .containsExactly("chat slot 1 on r0: accelerator 7 is taken");
    }

    @Test
    void acceleratorBeyondTheRackIsFound() {
        assertThat(violations(fourRacks(), place(CHAT, 0, 0, 65)))
                .containsExactly("chat slot 0 on r0: accelerator 72 does not exist");
    }

    @Test
    void forgottenReservationOfWattsIsFound() {
        FleetView view = new TestFleet().rows(1, 2).rowWatts(42_000 + 20_000).view();
        assertThat(violations(view, place(CHAT, 0, 0, 0), place(CHAT, 1, 1, 0)))
                .containsExactly("power domain row-0: 68444 W committed, budget 62000 W");
    }

    @Test
    void budgetThatWasOverdrawnBeforeIsNotThePlansFault() {
        FleetView view =
                new TestFleet()
                        .rows(2, 2)
                        .rowWatts(42_000 + 20_000)
                        .service(CHAT)
                        .replica(replica(CHAT, 5, 0, 0, ReplicaState.SERVING))
                        .replica(replica(CHAT, 6, 1, 0, ReplicaState.SERVING))
                        .view();
        assertThat(violations(view, place(CHAT, 0, 2, 0))).isEmpty();
        assertThat(violations(view, place(CHAT, 0, 0, 8))).hasSize(1);
    }

    @Test
    void understatedWattsAreFound() {
        Placement sound = place(CHAT, 0, 0, 0);
        Placement cheap =
                new Placement(sound.demand(), 0, 0, sound.accelerators(), sound.plannedWatts() - 1);
        assertThat(violations(fourRacks(), cheap))
                .containsExactly("chat slot 0 on r0: its watts are understated");
    }

    @Test
    void heatAboveTheLoopsCapacityIsFound() {
        FleetView view = new TestFleet().rows(1, 2).loopHeatWatts(40_000).view();
        assertThat(violations(view, place(CHAT, 0, 0, 0)))
                .singleElement()
                .asString()
                .startsWith("coolant loop loop-0:");
    }

    @Test
    void rackThatTakesNoReplicasIsFound() {
        FleetView view =
                new TestFleet()
                        .rack(0, TestFleet.rackView(Condition.FRESH, true, false))
                        .rack(1, TestFleet.rackView(Condition.STALE, false, false))
                        .view();
        assertThat(violations(view, place(CHAT, 0, 0, 0), place(CHAT, 1, 1, 0)))
                .containsExactly(
                        "chat slot 0 on r0: its rack takes no replicas",
                        "chat slot 1 on r1: its rack takes no replicas");
    }

    @Test
    void selectorsThatAreNotMetAreFound() {
        ServiceView elsewhere = new Declared("a").halls("h7").wanted(1);
        ServiceView other = new Declared("b").accelerators(8, "groq3-lpx").wanted(1);
        ServiceView labelled = new Declared("c").label("tier", "gold").wanted(1);
        assertThat(
                        violations(
                                fourRacks(),
                                place(elsewhere, 0, 0, 0),
                                place(other, 0, 1, 0),
                                place(labelled, 0, 2, 0)))
                .containsExactly(
                        "a slot 0 on r0: hall h1 is not allowed",
                        "b slot 0 on r1: SKU gb300-nvl72 is not allowed",
                        "c slot 0 on r2: its rack is not tier=gold");
    }

    @Test
    void weightsBeyondTheMemoryAreFoundAndAGangSpreadsThem() {
        ServiceView huge = new Declared("huge").parameters(20e12).racks(2).wanted(1);
        ServiceView alone = new Declared("alone").parameters(20e12).racks(1).wanted(1);
        assertThat(violations(fourRacks(), part(huge, 0, 0, 0, 0), part(huge, 0, 1, 1, 0)))
                .isEmpty();
        assertThat(violations(fourRacks(), part(alone, 0, 0, 0, 0)))
                .containsExactly("alone slot 0 on r0: its weights do not fit in memory");
    }

    @Test
    void gangThatIsNotWholeOrNotInOneRowIsFound() {
        ServiceView gang = new Declared("gang").racks(2).wanted(2);
        FleetView view = new TestFleet().rows(2, 2).view();
        assertThat(violations(view, part(gang, 0, 0, 0, 0)))
                .containsExactly("gang slot 0 is placed with 1 of its 2 parts");
        assertThat(violations(view, part(gang, 0, 0, 1, 0), part(gang, 0, 1, 2, 0)))
                .containsExactly("gang slot 0 on r2: its other parts stand in another row");
    }

    @Test
    void replicaOfAnotherSizeIsFound() {
        Placement small =
                new Placement(new Demand(CHAT, 0), 0, 0, AcceleratorSet.range(0, 7), 100_000);
        assertThat(violations(fourRacks(), small))
                .containsExactly("chat slot 0 on r0: it has 7 accelerators, not 8");
    }

    @Test
    void tenantBeyondWhatItMayBorrowIsFound() {
        ServiceView greedy = new Declared("greedy").tenant("t", new TenantQuota(8, 8)).wanted(3);
        assertThat(violations(fourRacks(), place(greedy, 0, 0, 0), place(greedy, 1, 0, 8)))
                .isEmpty();
        assertThat(
                        violations(
                                fourRacks(),
                                place(greedy, 0, 0, 0),
                                place(greedy, 1, 0, 8),
                                place(greedy, 2, 0, 16)))
                .containsExactly("tenant t then holds 24 accelerators, and may hold 16");
    }

    @Test
    void slotThatIsReplacedCountsOnceInQuotaAndSpread() {
        ServiceView full =
                new Declared("full").tenant("t", TenantQuota.of(8)).maxPerLoop(1).wanted(1);
        FleetView view =
                new TestFleet()
                        .service(full)
                        .replica(replica(full, 0, 0, 0, ReplicaState.SERVING))
                        .view();
        assertThat(violations(view, place(full, 0, 1, 0))).isEmpty();
    }

    @Test
    void tooManyOnOneLoopOrRackAreFound() {
        ServiceView loop = new Declared("loop").maxPerLoop(1).wanted(2);
        ServiceView rack = new Declared("rack").maxPerRack(1).wanted(2);
        assertThat(violations(fourRacks(), place(loop, 0, 0, 0), place(loop, 1, 2, 0))).isEmpty();
        assertThat(violations(fourRacks(), place(loop, 0, 0, 0), place(loop, 1, 1, 0)))
                .contains("loop: the loop of r0 then holds more than 1 of its slots");
        assertThat(violations(fourRacks(), place(rack, 0, 0, 0), place(rack, 1, 0, 8)))
                .containsExactly("rack: the rack of r0 then holds more than 1 of its slots");
    }

    @Test
    void exclusiveRackThatIsSharedIsFoundWhicheverCameFirst() {
        ServiceView alone =
                new Declared("alone").tenant("t", TenantQuota.of(99)).exclusive().wanted(1);
        FleetView othersThere =
                new TestFleet()
                        .service(CHAT)
                        .replica(replica(CHAT, 5, 0, 0, ReplicaState.DRAINING))
                        .view();
        FleetView aloneThere =
                new TestFleet()
                        .service(alone)
                        .replica(replica(alone, 0, 0, 0, ReplicaState.SERVING))
                        .view();
        assertThat(violations(othersThere, place(alone, 0, 0, 8)))
                .containsExactly("alone slot 0 on r0: its rack is shared with another tenant");
        assertThat(violations(aloneThere, place(CHAT, 0, 0, 8)))
                .containsExactly("chat slot 0 on r0: its rack is kept for another tenant");
    }

    @Test
    void demandWithoutAnAnswerAndAnswerWithoutADemandAreFound() {
        Plan plan = new Plan(List.of(place(CHAT, 0, 0, 0)), List.of());
        assertThat(PlanVerifier.violations(fourRacks(), List.of(new Demand(CHAT, 1)), plan))
                .containsExactly(
                        "chat slot 0 is answered, but was not asked for",
                        "chat slot 1 has neither a place nor a reason");
    }
}
