package io.gigafleet.controlplane.placement;

import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedPlanTest {

    private static final ServiceView WHOLE = service("whole", 72, 5, 1);
    private static final List<Demand> FIVE =
            List.of(
                    new Demand(WHOLE, 0),
                    new Demand(WHOLE, 1),
                    new Demand(WHOLE, 2),
                    new Demand(WHOLE, 3),
                    new Demand(WHOLE, 4));

    private int searches;
    private final RememberedPlan placer = new RememberedPlan(this::search);

    private Plan search(FleetView view, List<Demand> demands) {
        searches++;
        return new FleetPlacer().plan(view, demands);
    }

    private Plan ask(TestFleet fleet) {
        return placer.plan(fleet.service(WHOLE).view(), FIVE);
    }

    @Test
    void equalQuestionIsSearchedOnce() {
        TestFleet fleet = new TestFleet();
        FleetView view = fleet.view();
        Plan first = placer.plan(view, FIVE);
        Plan second =
                placer.plan(
                        new FleetView(view.topology(), view.racks(), List.of(), List.of()), FIVE);
        assertThat(second).isEqualTo(first);
        assertThat(searches).isEqualTo(1);
    }

    @Test
    void rackThatChangedIsReasonToSearchAgain() {
        assertThat(ask(new TestFleet()).placements()).hasSize(4);
        TestFleet cordoned =
                new TestFleet().rack(0, TestFleet.rackView(Condition.FRESH, true, false));
        assertThat(ask(cordoned).placements()).hasSize(3);
        assertThat(searches).isEqualTo(2);
    }
}
