package io.gigafleet.controlplane.rollout;

/**
 * When a rollout is expected to be done: the moment it most likely is, and a band around it.
 *
 * @param earlyMillis nine of ten such rollouts would take longer
 * @param likelyMillis half would
 * @param lateMillis one of ten would
 */
public record Forecast(long earlyMillis, long likelyMillis, long lateMillis) {

    /** Nothing is known yet. */
    public static final Forecast UNKNOWN = new Forecast(0, 0, 0);

    public Forecast {
        if (earlyMillis > likelyMillis || likelyMillis > lateMillis) {
            throw new IllegalArgumentException(
                    "forecast %d, %d, %d is not in order"
                            .formatted(earlyMillis, likelyMillis, lateMillis));
        }
    }

    /** The same so much later. */
    Forecast later(long millis) {
        return new Forecast(earlyMillis + millis, likelyMillis + millis, lateMillis + millis);
    }

    public boolean isKnown() {
        return lateMillis > 0;
    }
}
