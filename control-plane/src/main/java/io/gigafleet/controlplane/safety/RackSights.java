package io.gigafleet.controlplane.safety;

/**
 * What the guard sees of every rack: columns, one entry per rack of the topology, by its index. The
 * guard reads them and never writes.
 *
 * @param heardAtMillis when the broker appended the newest reading, epoch milliseconds; 0: never
 * @param drawWatts of the newest reading; 0 where never heard
 * @param dieDeciCelsius the hottest die
 * @param memoryDeciCelsius the hottest memory stack
 * @param supplyMilliCelsius coolant in
 * @param returnMilliCelsius coolant out
 * @param flowMillilitersPerMinute coolant
 * @param capInForceWatts the cap each rack reports; 0: none
 * @param leakingTrays trays in which water was seen
 * @param rackLeak whether water was seen at the bottom of the rack
 * @param leakSensorFault whether its leak sensor says that it can't be trusted
 * @param unpowered whether it is tripped or isolated
 * @param committedWatts what decisions hold for it: idle power and its replicas
 * @param preemptibleWatts of these, what preemptible replicas draw above idle as planned
 * @param ceilingWatts the most it may ever draw: peak, operator's cap, what is held for it while it
 *     is not in service; 0: without power
 * @param safeCapWatts the cap it falls to by itself
 */
public record RackSights(
        long[] heardAtMillis,
        long[] drawWatts,
        int[] dieDeciCelsius,
        int[] memoryDeciCelsius,
        int[] supplyMilliCelsius,
        int[] returnMilliCelsius,
        long[] flowMillilitersPerMinute,
        long[] capInForceWatts,
        int[] leakingTrays,
        boolean[] rackLeak,
        boolean[] leakSensorFault,
        boolean[] unpowered,
        long[] committedWatts,
        long[] preemptibleWatts,
        long[] ceilingWatts,
        long[] safeCapWatts) {

    /** Columns of zeros. */
    public static RackSights blank(int racks) {
        return new RackSights(
                new long[racks],
                new long[racks],
                new int[racks],
                new int[racks],
                new int[racks],
                new int[racks],
                new long[racks],
                new long[racks],
                new int[racks],
                new boolean[racks],
                new boolean[racks],
                new boolean[racks],
                new long[racks],
                new long[racks],
                new long[racks],
                new long[racks]);
    }
}
