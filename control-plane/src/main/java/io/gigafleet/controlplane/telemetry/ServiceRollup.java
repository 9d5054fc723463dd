package io.gigafleet.controlplane.telemetry;

/**
 * What all replicas of one service did in one window, by the broker's clock; its key is (service,
 * startEpochSeconds). Of two rows with one key the one with more samples is the better.
 *
 * @param startEpochSeconds the window's first second
 * @param samples replica readings in it
 * @param rejectedRequests turned away because a queue was full
 */
public record ServiceRollup(
        String service,
        long startEpochSeconds,
        int samples,
        long requests,
        long inputTokens,
        long outputTokens,
        long rejectedRequests,
        LatencyCounts timeToFirstToken,
        LatencyCounts timePerOutputToken) {}
