package io.gigafleet.controlplane.telemetry;

/**
 * The newest reading of every rack, as columns: one entry per rack, by the order of the registry. A
 * copy of one moment, and the reader's own.
 *
 * @param heardAtMillis when the broker appended it, epoch milliseconds; 0: never heard
 * @param drawWatts of the rack
 * @param drawMaxWatts the most in its interval
 * @param dieDeciCelsius the hottest die
 * @param memoryDeciCelsius the hottest memory stack
 * @param utilizationPermille the accelerators' mean
 * @param supplyMilliCelsius coolant in
 * @param returnMilliCelsius coolant out
 * @param flowMillilitersPerMinute coolant
 * @param capWatts in force at the rack; 0: none
 * @param leakingTrays trays in which water was seen
 * @param rackLeak whether water was seen at the bottom of the rack
 * @param unpowered whether it says that it is tripped or isolated
 */
public record RackColumns(
        long[] heardAtMillis,
        long[] drawWatts,
        long[] drawMaxWatts,
        int[] dieDeciCelsius,
        int[] memoryDeciCelsius,
        int[] utilizationPermille,
        int[] supplyMilliCelsius,
        int[] returnMilliCelsius,
        long[] flowMillilitersPerMinute,
        long[] capWatts,
        int[] leakingTrays,
        boolean[] rackLeak,
        boolean[] unpowered) {}
