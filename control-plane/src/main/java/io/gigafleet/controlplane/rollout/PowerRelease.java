package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;

/**
 * Gives back committed power once it is proven gone: nothing is free because it was ordered to be
 * off.
 */
final class PowerRelease {

    /** An idle rack may draw this much more than its SKU's idle power. */
    private static final double IDLE_SLACK = 1.2;

    private PowerRelease() {}

    /** Lowers what is held for every rack that holds more than it needs and proves that. */
    static void of(RolloutInput input, Draft draft) {
        for (RackProgress rack : input.memory().racks().values()) {
            var index = input.topology().rackNamed(rack.rack());
            if (rack.heldWatts() == 0 || index.isEmpty()) {
                continue;
            }
            RackSpot spot = input.topology().rack(index.getAsInt());
            long dueWatts = rack.dueWatts(spot);
            if (dueWatts < rack.heldWatts() && isProven(input.signs().of(rack.rack()), dueWatts)) {
                input.book().hold(index.getAsInt(), dueWatts);
                draft.put(rack.holding(dueWatts));
            }
        }
    }

    private static boolean isProven(RackEvidence evidence, long dueWatts) {
        return evidence.isHeard()
                && evidence.samples().count() > 0
                && evidence.samples().last().watts() <= dueWatts * IDLE_SLACK
                && (dueWatts > 0 || evidence.isIsolated());
    }
}
