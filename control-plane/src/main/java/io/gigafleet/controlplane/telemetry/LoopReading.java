package io.gigafleet.controlplane.telemetry;

/**
 * The newest reading of the CDU of one coolant loop.
 *
 * @param heatWatts taken from the racks
 * @param heatCapacityWatts what it can reject now
 * @param pumpPermille 0 to 1,000
 */
public record LoopReading(
        String loop,
        Stamp stamp,
        int supplyMilliCelsius,
        int returnMilliCelsius,
        long flowMillilitersPerMinute,
        long heatWatts,
        long heatCapacityWatts,
        int pumpPermille) {

    /** Whether it can reject less, or pumps less, by a tenth or more than at an earlier reading. */
    boolean hasLostCapacitySince(LoopReading earlier) {
        return heatCapacityWatts < earlier.heatCapacityWatts - earlier.heatCapacityWatts / 10
                || pumpPermille < earlier.pumpPermille - earlier.pumpPermille / 10;
    }
}
