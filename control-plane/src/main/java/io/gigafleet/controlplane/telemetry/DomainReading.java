package io.gigafleet.controlplane.telemetry;

/**
 * The newest reading of the meter of one power domain, on the feeder's side.
 *
 * @param wattsMax the maximum over the reading's interval
 * @param feedPresent false: the domain is dark
 * @param feeds how many feed it when all is well; 0: the meter doesn't say
 * @param feedsPresent of these, how many are there
 * @param budgetWatts what those that are there carry for ever; 0: the meter doesn't say
 */
public record DomainReading(
        String domain,
        Stamp stamp,
        long watts,
        long wattsMax,
        boolean feedPresent,
        int feeds,
        int feedsPresent,
        long budgetWatts) {

    /** Whether no feed is there: evidence that what hangs on the domain has no power. */
    public boolean isDark() {
        return !feedPresent || (feeds > 0 && feedsPresent == 0);
    }

    /** Whether the domain has lost feeds that the earlier reading still had. */
    boolean hasLostFeedsSince(DomainReading earlier) {
        return (isDark() && !earlier.isDark()) || feedsPresent < earlier.feedsPresent;
    }
}
