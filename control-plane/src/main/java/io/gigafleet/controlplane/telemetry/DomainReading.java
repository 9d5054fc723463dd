package io.gigafleet.controlplane.telemetry;

/**
 * The newest reading of the meter of one power domain, on the feeder's side.
 *
 * @param wattsMax the maximum over the reading's interval
 * @param feedPresent false while the feed is lost
 */
public record DomainReading(
        String domain, Stamp stamp, long watts, long wattsMax, boolean feedPresent) {}
