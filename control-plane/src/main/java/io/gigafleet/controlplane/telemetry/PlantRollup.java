package io.gigafleet.controlplane.telemetry;

/**
 * What the racks of one part of the plant did in one window, together; its key is (part,
 * startEpochSeconds). Of two rows with one key the one with more samples is the better.
 *
 * @param part {@code domain/row-1}, {@code loop/l7} or {@code site}
 * @param startEpochSeconds the window's first second
 * @param samples readings of its racks
 * @param racks that were heard
 * @param wattsMean of the sum of its racks
 * @param wattsMax the highest sum of its racks' newest draws
 * @param dieDeciCelsiusMean the mean of its racks' means
 * @param powerThrottleMillis accelerator-milliseconds below full clock for power
 * @param thermalThrottleMillis the same for heat
 */
public record PlantRollup(
        String part,
        long startEpochSeconds,
        int samples,
        int racks,
        long wattsMean,
        long wattsMax,
        long energyJoules,
        int dieDeciCelsiusMax,
        int dieDeciCelsiusMean,
        int utilizationPermilleMean,
        long requests,
        long inputTokens,
        long outputTokens,
        long powerThrottleMillis,
        long thermalThrottleMillis) {

    /** The part that is everything. */
    public static final String SITE = "site";

    /** The part that is a power domain. */
    public static String domain(String name) {
        return "domain/" + name;
    }

    /** The part that is a coolant loop. */
    public static String loop(String name) {
        return "loop/" + name;
    }
}
