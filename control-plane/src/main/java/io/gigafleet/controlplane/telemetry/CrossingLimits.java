package io.gigafleet.controlplane.telemetry;

/**
 * What must be told at once when telemetry crosses it, from below to at or above; the rest is seen
 * at the next look. Arrays are not changed after they are handed over.
 *
 * @param domainsOfRack for each rack of the registry, in its order, the indexes of the domains that
 *     feed it
 * @param domainWatts for each domain, what the newest draws of its racks may add up to
 * @param dieDeciCelsius for each rack, its hottest die
 * @param memoryDeciCelsius for each rack, its hottest memory stack
 */
public record CrossingLimits(
        int[][] domainsOfRack, long[] domainWatts, int[] dieDeciCelsius, int[] memoryDeciCelsius) {

    /** Nothing is watched. */
    public static final CrossingLimits NONE =
            new CrossingLimits(new int[0][], new long[0], new int[0], new int[0]);
}
