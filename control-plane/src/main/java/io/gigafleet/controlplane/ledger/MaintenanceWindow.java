package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.RackSpot;

/**
 * When people work on a row or a loop: nothing new is placed there, and its alarms tell nobody.
 * What it may draw stays as it is.
 *
 * @param scope {@code row/R} or {@code loop/L}
 */
public record MaintenanceWindow(
        String id, String scope, long fromMillis, long untilMillis, String actor, String reason) {

    /** Whether it is on. */
    public boolean isOn(long nowMillis) {
        return fromMillis <= nowMillis && nowMillis < untilMillis;
    }

    /** Whether a rack lies in its scope. */
    public boolean covers(RackSpot rack, String loop) {
        return scope.equals("row/" + rack.row()) || scope.equals("loop/" + loop);
    }
}
