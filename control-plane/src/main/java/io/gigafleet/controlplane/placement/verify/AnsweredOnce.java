package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Unplaced;

/** Every demand is placed once or unplaced once, and nothing else is. */
final class AnsweredOnce {

    private AnsweredOnce() {}

    static void check(Plan plan, Services services, Violations found) {
        for (Placement placement : plan.placements()) {
            if (placement.part() == 0) {
                answer(placement.demand(), services, found);
            }
        }
        for (Unplaced unplaced : plan.unplaced()) {
            answer(unplaced.demand(), services, found);
        }
        for (Service service : services.all()) {
            service.unanswered().stream()
                    .forEach(
                            slot ->
                                    found.of(
                                            service.demandOf(slot),
                                            "has neither a place nor a reason"));
        }
    }

    private static void answer(Demand demand, Services services, Violations found) {
        Service service = services.of(demand);
        if (!service.isDemanded(demand.slot())) {
            found.of(demand, "is answered, but was not asked for");
        }
        if (!service.answer(demand.slot())) {
            found.of(demand, "is answered twice");
        }
    }
}
