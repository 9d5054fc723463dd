package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;

/** What a rack itself may draw. */
final class RackBudget {

    private RackBudget() {}

    /**
     * Watts: the SKU's peak, or less where an operator has capped the rack. Planned watts are
     * rounded up for each replica, so a rack full of them may come to a watt an accelerator more.
     */
    static long watts(RackSpot spot, RackView seen) {
        return Math.min(
                spot.peakWatts() + spot.accelerators(),
                seen.operatorCapWatts().orElse(Long.MAX_VALUE));
    }
}
