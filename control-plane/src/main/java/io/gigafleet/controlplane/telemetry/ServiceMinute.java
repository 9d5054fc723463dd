package io.gigafleet.controlplane.telemetry;

/**
 * One service's minute over all its replicas, by the broker's clock; its key is (service,
 * minuteEpochSeconds). Of two rows with one key the one with more samples is the better.
 *
 * @param minuteEpochSeconds the minute's first second
 * @param samples replica readings in it
 * @param rejectedRequests turned away because a queue was full
 */
public record ServiceMinute(
        String service,
        long minuteEpochSeconds,
        int samples,
        long requests,
        long inputTokens,
        long outputTokens,
        long rejectedRequests,
        LatencyCounts timeToFirstToken,
        LatencyCounts timePerOutputToken) {}
