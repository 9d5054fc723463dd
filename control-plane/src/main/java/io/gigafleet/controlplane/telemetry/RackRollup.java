package io.gigafleet.controlplane.telemetry;

/**
 * What one rack did in one window, by the broker's clock; its key is (rackId, startEpochSeconds). A
 * process that heard only a part of the window has fewer samples, so of two rows with one key the
 * one with more samples is the better.
 *
 * @param startEpochSeconds the window's first second
 * @param samples readings in it
 * @param wattsMean weighted by the readings' intervals
 * @param energyJoules drawn, from the rack's counter
 * @param dieDeciCelsiusMean the mean of the readings' means
 * @param powerThrottleMillis accelerator-milliseconds below full clock for power
 * @param thermalThrottleMillis the same for heat
 * @param timeToFirstToken of all replicas on the rack; none in windows shorter than a minute
 */
public record RackRollup(
        String rackId,
        long startEpochSeconds,
        int samples,
        long wattsMean,
        long wattsMax,
        long energyJoules,
        int dieDeciCelsiusMax,
        int dieDeciCelsiusMean,
        int returnMilliCelsiusMax,
        int utilizationPermilleMean,
        long requests,
        long inputTokens,
        long outputTokens,
        long powerThrottleMillis,
        long thermalThrottleMillis,
        LatencyCounts timeToFirstToken) {}
