package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.safety.RackSights;

/**
 * Says when enough was heard to begin with: a plane that has just started, or a site whose agents
 * have, knows little of its racks for a moment, and that is no reason to cut them or to wake
 * anybody. Until then no caps are sent, and racks keep to what they have, or to their safe caps.
 */
final class FirstHearing {

    /** A rack counts as heard if it was within this. */
    static final long FRESH_MILLIS = 2_000;

    /** Longest wait for the others, once one was heard. */
    static final long PATIENCE_MILLIS = 5_000;

    private static final int ENOUGH_PERCENT = 90;
    private static final int PERCENT = 100;

    private long firstHeardAtMillis;
    private boolean enough;

    /** Whether enough was heard; then that stays so. */
    boolean isEnough(RackSights racks, long nowMillis) {
        if (!enough) {
            enough = look(racks, nowMillis);
        }
        return enough;
    }

    private boolean look(RackSights racks, long nowMillis) {
        int expected = 0;
        int heard = 0;
        for (int rack = 0; rack < racks.ceilingWatts().length; rack++) {
            if (racks.ceilingWatts()[rack] > 0) {
                expected++;
                heard += nowMillis - racks.heardAtMillis()[rack] <= FRESH_MILLIS ? 1 : 0;
            }
        }
        if (heard > 0 && firstHeardAtMillis == 0) {
            firstHeardAtMillis = nowMillis;
        }
        return heard * PERCENT >= expected * ENOUGH_PERCENT
                || (firstHeardAtMillis > 0 && nowMillis - firstHeardAtMillis >= PATIENCE_MILLIS);
    }
}
