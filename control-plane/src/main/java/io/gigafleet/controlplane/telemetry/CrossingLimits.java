package io.gigafleet.controlplane.telemetry;

/**
 * What must be told at once when telemetry crosses it, from below to at or above; the rest is seen
 * at the next look. The order is that of the registry in force; limits for another number of racks
 * or domains watch nothing. Arrays are not changed after they are handed over.
 *
 * @param domainWatts for each power domain, what the newest draws of its racks may add up to
 * @param dieDeciCelsius for each rack, its hottest die
 * @param memoryDeciCelsius for each rack, its hottest memory stack
 */
public record CrossingLimits(long[] domainWatts, int[] dieDeciCelsius, int[] memoryDeciCelsius) {

    /** Only what needs no limit is watched: alarms, leaks and lost feeds. */
    public static final CrossingLimits NONE =
            new CrossingLimits(new long[0], new int[0], new int[0]);
}
