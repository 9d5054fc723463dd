package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.RackAlarm;
import java.util.List;

/**
 * The newest reading of every rack, as columns: one entry per rack, by the order of the registry. A
 * copy of one moment, and the reader's own.
 *
 * @param rackIds the order; the same list as long as the registry is the same
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
 * @param alarms that stand, bit {@code n} for the {@link RackAlarm} numbered {@code n}
 */
public record RackColumns(
        List<String> rackIds,
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
        boolean[] unpowered,
        int[] alarms) {

    static final int UNPOWERED = bitOf(RackAlarm.RACK_ALARM_UNPOWERED);

    /** Columns of zeros. */
    static RackColumns blank(List<String> rackIds) {
        int racks = rackIds.size();
        return new RackColumns(
                rackIds,
                new long[racks],
                new long[racks],
                new long[racks],
                new int[racks],
                new int[racks],
                new int[racks],
                new int[racks],
                new int[racks],
                new long[racks],
                new long[racks],
                new int[racks],
                new boolean[racks],
                new boolean[racks],
                new int[racks]);
    }

    /** How many racks there are. */
    public int size() {
        return rackIds.size();
    }

    /** Whether an alarm of a rack stands. */
    public boolean hasAlarm(int rack, RackAlarm alarm) {
        return (alarms[rack] & bitOf(alarm)) != 0;
    }

    /** The alarm's bit in {@link #alarms}. */
    public static int bitOf(RackAlarm alarm) {
        return 1 << alarm.getNumber();
    }
}
