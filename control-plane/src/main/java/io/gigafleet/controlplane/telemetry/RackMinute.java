package io.gigafleet.controlplane.telemetry;

/**
 * One rack's minute, by the broker's clock; its key is (rackId, minuteEpochSeconds). A process that
 * heard only a part of the minute has fewer samples, so of two rows with one key the one with more
 * samples is the better.
 *
 * @param minuteEpochSeconds the minute's first second
 * @param samples readings in it
 * @param wattsMean weighted by the readings' intervals
 * @param energyJoules drawn, from the rack's counter
 * @param dieDeciCelsiusMean the mean of the readings' means
 * @param powerThrottleMillis accelerator-milliseconds below full clock for power
 * @param thermalThrottleMillis the same for heat
 * @param timeToFirstToken of all replicas on the rack
 */
public record RackMinute(
        String rackId,
        long minuteEpochSeconds,
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
