package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Unplaced;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every demand is placed once or unplaced once, and nothing else is. */
final class AnsweredOnce {

    private final Services services;
    private final Violations found;
    private final Map<Service, Slots> slots = new HashMap<>();

    /** Slots of one service. */
    private record Slots(BitSet demanded, BitSet answered) {
        Slots() {
            this(new BitSet(), new BitSet());
        }
    }

    private AnsweredOnce(Services services, Violations found) {
        this.services = services;
        this.found = found;
    }

    static void check(List<Demand> demands, Plan plan, Services services, Violations found) {
        AnsweredOnce check = new AnsweredOnce(services, found);
        for (Demand demand : demands) {
            check.slots(demand).demanded().set(demand.slot());
        }
        for (Placement placement : plan.placements()) {
            if (placement.part() == 0) {
                check.answer(placement.demand());
            }
        }
        for (Unplaced unplaced : plan.unplaced()) {
            check.answer(unplaced.demand());
        }
        for (Demand demand : demands) {
            if (!check.slots(demand).answered().get(demand.slot())) {
                found.of(demand, "has neither a place nor a reason");
            }
        }
    }

    private Slots slots(Demand demand) {
        return slots.computeIfAbsent(services.of(demand), ignored -> new Slots());
    }

    private void answer(Demand demand) {
        Slots ofService = slots(demand);
        if (!ofService.demanded().get(demand.slot())) {
            found.of(demand, "is answered, but was not asked for");
        }
        if (ofService.answered().get(demand.slot())) {
            found.of(demand, "is answered twice");
        }
        ofService.answered().set(demand.slot());
    }
}
