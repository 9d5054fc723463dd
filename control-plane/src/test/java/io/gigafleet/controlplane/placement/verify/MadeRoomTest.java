package io.gigafleet.controlplane.placement.verify;

import static io.gigafleet.controlplane.fleet.TestFleet.GB300;
import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Funnel;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.Preemption.Cause;
import io.gigafleet.controlplane.placement.Reason;
import io.gigafleet.controlplane.placement.Unplaced;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One rack, full of two replicas; somebody else wants in. */
class MadeRoomTest {

    private final ServiceView low = half("low").wanted(2);
    private final Replica first = replica(low, 0, 0, 0, ReplicaState.SERVING);
    private final Replica second = replica(low, 1, 0, 36, ReplicaState.SERVING);

    private static Declared half(String name) {
        return new Declared(name).accelerators(36);
    }

    private static TestFleet twoRacks(ServiceView... services) {
        TestFleet fleet = new TestFleet().rows(1, 2);
        for (ServiceView service : services) {
            fleet.service(service);
        }
        return fleet;
    }

    private List<String> preempting(
            ServiceView beneficiary, Cause cause, ServiceView running, Replica... victims) {
        FleetView view =
                new TestFleet().rows(1, 1).service(running).replica(first).replica(second).view();
        Demand demand = new Demand(beneficiary, 0);
        return violations(
                view,
                demand,
                List.of(),
                List.of(new Preemption(demand, 0, List.of(victims), cause)));
    }

    private static List<String> violations(
            FleetView view, Demand demand, List<Move> moves, List<Preemption> preemptions) {
        Unplaced waits =
                new Unplaced(
                        demand, new Reason.WaitingForPreemption("r0", 1), new Funnel(1, Map.of()));
        return PlanVerifier.violations(
                view, List.of(demand), new Plan(List.of(), moves, preemptions, List.of(waits)));
    }

    @Test
    void placeOfLessWorthMayBeTaken() {
        assertThat(preempting(half("high").priority(1).wanted(1), Cause.PRIORITY, low, first))
                .isEmpty();
    }

    @Test
    void placeOfAsMuchWorthMayNotBeTaken() {
        assertThat(preempting(half("equal").wanted(1), Cause.PRIORITY, low, first))
                .containsExactly("equal slot 0 is worth 36 and preempts what is worth 36");
    }

    @Test
    void preemptionThatMakesTooLittleRoomIsFound() {
        ServiceView large = new Declared("large").accelerators(72).priority(3).wanted(1);
        assertThat(preempting(large, Cause.PRIORITY, low, first))
                .containsExactly(
                        "large slot 0 does not fit even when those are gone who go for it on r0");
        assertThat(preempting(large, Cause.PRIORITY, low, first, second)).isEmpty();
    }

    @Test
    void whatIsNotPreemptibleIsSpared() {
        ServiceView firm = half("low").notPreemptible().wanted(2);
        assertThat(preempting(half("high").priority(1).wanted(1), Cause.PRIORITY, firm, first))
                .containsExactly("high slot 0 preempts low-0-on-r0, which is not preemptible");
    }

    @Test
    void replicaThatIsNotThereOrGoesTwiceIsFound() {
        ServiceView high = half("high").priority(5).wanted(1);
        Replica gone = first.in(ReplicaState.DRAINING, "on its way");
        assertThat(preempting(high, Cause.PRIORITY, low, gone))
                .singleElement()
                .asString()
                .startsWith("high slot 0 takes the place of Replica[id=low-0-on-r0");
        assertThat(preempting(high, Cause.PRIORITY, low, first, first))
                .contains("high slot 0 takes the place of low-0-on-r0 once more");
    }

    @Test
    void tenantGivesBackWhatItBorrowedAndNoMore() {
        ServiceView owner = half("owner").tenant("owner", TenantQuota.of(72)).wanted(1);
        ServiceView borrower = half("low").tenant("acme", new TenantQuota(36, 36)).wanted(2);
        assertThat(preempting(owner, Cause.RECLAIM, borrower, first)).isEmpty();
        ServiceView modest = half("low").tenant("acme", new TenantQuota(72, 36)).wanted(2);
        assertThat(preempting(owner, Cause.RECLAIM, modest, first))
                .containsExactly(
                        "owner slot 0 reclaims low-0-on-r0 of acme, which holds its own share"
                                + " only");
    }

    @Test
    void onlyATenantWithinItsShareReclaims() {
        ServiceView greedy = half("greedy").tenant("greedy", new TenantQuota(8, 100)).wanted(1);
        ServiceView borrower = half("low").tenant("acme", new TenantQuota(36, 36)).wanted(2);
        assertThat(preempting(greedy, Cause.RECLAIM, borrower, first))
                .containsExactly(
                        "greedy slot 0 reclaims, and greedy then holds 36 and has a share of 8");
    }

    @Test
    void moveHoldsBothPlacesAndTheRoomItLeavesSuffices() {
        FleetView view = twoRacks(low).replica(first).replica(second).view();
        Demand demand = new Demand(half("in").wanted(1), 0);
        assertThat(violations(view, demand, List.of(move(demand, 1, 0)), List.of())).isEmpty();
        assertThat(violations(view, demand, List.of(move(demand, 0, 0)), List.of()))
                .contains("low slot 0 on r0: accelerator 0 is taken");
    }

    @Test
    void moverOverdrawsNoBudgetWhileItHoldsBothPlaces() {
        long running = first.plannedWatts() + second.plannedWatts();
        FleetView view =
                twoRacks(low)
                        .rowWatts(42_000 + running + 1_000)
                        .replica(first)
                        .replica(second)
                        .view();
        Demand demand = new Demand(half("in").wanted(1), 0);
        assertThat(violations(view, demand, List.of(move(demand, 1, 0)), List.of()))
                .singleElement()
                .asString()
                .startsWith("power domain row-0:");
    }

    private Move move(Demand beneficiary, int rack, int slot) {
        return new Move(
                first,
                new Placement(
                        new Demand(low, 0),
                        0,
                        rack,
                        AcceleratorSet.range(slot, slot + 36),
                        low.planned().aboveIdle(GB300, 36)),
                beneficiary);
    }
}
