package io.gigafleet.controlplane.rollout;

import java.time.Duration;

/**
 * How much faster than real time rollouts run in a simulation. It compresses what manifests and
 * plans say (stage times, soaks, ramp minutes), and nothing that physics or telemetry decide.
 *
 * @param speed 1 in a real site
 */
public record Pace(double speed) {

    private static final double MILLIS_PER_MINUTE = 60_000;

    public Pace {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed is " + speed + "; it must be above 0");
        }
    }

    /** Wall-clock milliseconds of a planned duration. */
    public long wallMillis(Duration planned) {
        return Math.round(planned.toMillis() / speed);
    }

    /** Planned time of a stretch of the wall clock. */
    public Duration planned(long wallMillis) {
        return Duration.ofMillis(Math.round(wallMillis * speed));
    }

    /** A ramp's minute on the wall clock, milliseconds, at least one. */
    long minuteMillis() {
        return Math.max(1, Math.round(MILLIS_PER_MINUTE / speed));
    }
}
