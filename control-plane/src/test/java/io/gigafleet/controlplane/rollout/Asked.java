package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.schemas.RackStage;
import java.util.Map;

/** Racks of which something was asked, for tests outside this package. */
public final class Asked {

    private Asked() {}

    /** A rack at a stage of which nothing is asked, pinned to firmware 2.1. */
    public static RackProgress nothing(RackSpot spot, RackStage stage) {
        return RackProgress.untouched(spot, false)
                .takenBy(Member.waiting("north", spot.name(), 1), "2.1")
                .reached(stage, 0);
    }

    /** A rack at a stage that was asked to reach another, at 0 and until 10 s. */
    public static RackProgress of(RackSpot spot, RackStage stage, RackStage target) {
        return nothing(spot, stage)
                .with(new StageWork.Asked(target, 1, 0, 0, 10_000, false, "asked"));
    }

    /** A rack that waits before it is asked to reach a stage. */
    public static RackProgress waiting(RackSpot spot, RackStage stage, RackStage target) {
        return nothing(spot, stage).with(new StageWork.Waiting(target, 1, 0, 0, "waits"));
    }

    /** The same with another reason. */
    public static RackProgress because(RackProgress rack, String why) {
        return rack.with(rack.work().orElseThrow().because(why));
    }

    /** A quarantined rack. */
    public static RackProgress quarantined(RackSpot spot, boolean leaks) {
        return nothing(spot, RackStage.QUARANTINED).leaking(leaks);
    }

    /** The same after a repair. */
    public static RackProgress repaired(RackProgress rack) {
        return rack.repaired();
    }

    /** The same with so many watts held. */
    public static RackProgress holding(RackProgress rack, long watts) {
        return rack.holding(watts);
    }

    /** Rollout {@code north} of delivery {@code dock}. */
    public static OrderedRollout rollout(String fields) {
        return new OrderedRollout(
                Declared.commission(fields), OrderedRollout.Orders.NONE, Map.of());
    }
}
