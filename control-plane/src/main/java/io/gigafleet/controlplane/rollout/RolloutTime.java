package io.gigafleet.controlplane.rollout;

import java.time.Duration;

/**
 * Turns spans of the wall clock into rollout time, in which people plan: a rollout that runs at
 * speed 600 has an hour of stages behind it after six seconds.
 *
 * @param speed rollout time over wall time, more than 0
 */
public record RolloutTime(double speed) {

    public RolloutTime {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed is " + speed + ", not more than 0");
        }
    }

    /** Milliseconds of rollout time in a span of the wall clock; none in one that is negative. */
    public long ofWallMillis(long wallMillis) {
        return Math.round(Math.max(0, wallMillis) * speed);
    }

    /** The span between two moments of the wall clock. */
    public Duration between(long fromMillis, long toMillis) {
        return Duration.ofMillis(ofWallMillis(toMillis - fromMillis));
    }
}
