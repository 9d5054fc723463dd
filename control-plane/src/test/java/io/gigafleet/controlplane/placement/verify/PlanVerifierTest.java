package io.gigafleet.controlplane.placement.verify;

import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each plan here is wrong in one way, and the verifier must say which. */
class PlanVerifierTest {

    private static final ServiceView CHAT = service("chat", 8, 9, 1);

    private static Placement place(int slot, int rack, int first, long watts) {
        return new Placement(
                new Demand(CHAT, slot),
                0,
                rack,
                IntStream.range(first, first + 8).boxed().toList(),
                watts);
    }

    private static List<String> violations(FleetView view, Placement... placements) {
        List<Demand> demands = Stream.of(placements).map(Placement::demand).toList();
        return PlanVerifier.violations(view, demands, new Plan(List.of(placements), List.of()));
    }

    @Test
    void soundPlanPasses() {
        assertThat(violations(new TestFleet().view(), place(0, 0, 0, 13_223))).isEmpty();
    }

    @Test
    void acceleratorTakenTwiceIsFound() {
        FleetView view =
                new TestFleet()
                        .service(CHAT)
                        .replica(TestFleet.replica(CHAT, 5, 0, 0, ReplicaState.DRAINING))
                        .view();
        assertThat(violations(view, place(0, 0, 7, 13_223)))
                .containsExactly("chat slot 0 on r0: accelerator 7 is taken");
    }

    @Test
    void forgottenReservationOfWattsIsFound() {
        FleetView view = new TestFleet().rows(1, 2).rowWatts(42_000 + 20_000).view();
        assertThat(violations(view, place(0, 0, 0, 13_223), place(1, 1, 0, 13_223)))
                .containsExactly("power domain row-0: 68446 W committed, budget 62000 W");
    }

    @Test
    void understatedWattsAreFound() {
        assertThat(violations(new TestFleet().view(), place(0, 0, 0, 1)))
                .containsExactly("chat slot 0 on r0: its watts are understated");
    }

    @Test
    void heatAboveTheLoopsCapacityIsFound() {
        FleetView view = new TestFleet().rows(1, 2).loopHeatWatts(40_000).view();
        assertThat(violations(view, place(0, 0, 0, 13_223))).hasSize(1);
    }
}
