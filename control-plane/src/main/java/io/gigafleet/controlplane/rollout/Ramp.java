package io.gigafleet.controlplane.rollout;

import java.util.Collection;

/**
 * How much committed power was added in the last minute, over all racks, so that no minute adds
 * more than a rollout's ramp. Not thread-safe; every decision opens its own.
 */
final class Ramp {

    private long raisedWatts;

    /** Counts what was raised in the minute up to {@code now}. */
    Ramp(Collection<RackProgress> racks, Pace pace, long now) {
        for (RackProgress rack : racks) {
            if (rack.raisedAtMillis() > now - pace.minuteMillis()) {
                raisedWatts += rack.raisedWatts();
            }
        }
    }

    /** Watts that may still be added now under a ramp of so many megawatts a minute. */
    long leftWatts(double megawattsPerMinute) {
        return Math.max(0, Math.round(megawattsPerMinute * 1e6) - raisedWatts);
    }

    void raise(long watts) {
        raisedWatts += watts;
    }
}
