package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackAlarm;
import java.util.List;

/**
 * The columns the newest readings are written into, by index of the rack. Its owner sees to it that
 * nobody copies them while they are written.
 */
final class LiveColumns {

    private static final int UNPOWERED = RackColumns.bitOf(RackAlarm.RACK_ALARM_UNPOWERED);

    private final List<String> rackIds;
    private final long[] heardAtMillis;
    private final long[] drawWatts;
    private final long[] drawMaxWatts;
    private final int[] dieDeciCelsius;
    private final int[] memoryDeciCelsius;
    private final int[] utilizationPermille;
    private final int[] supplyMilliCelsius;
    private final int[] returnMilliCelsius;
    private final long[] flowMillilitersPerMinute;
    private final long[] capWatts;
    private final int[] leakingTrays;
    private final boolean[] rackLeak;
    private final boolean[] unpowered;
    private final int[] alarms;

    LiveColumns(List<String> rackIds) {
        int racks = rackIds.size();
        this.rackIds = rackIds;
        heardAtMillis = new long[racks];
        drawWatts = new long[racks];
        drawMaxWatts = new long[racks];
        dieDeciCelsius = new int[racks];
        memoryDeciCelsius = new int[racks];
        utilizationPermille = new int[racks];
        supplyMilliCelsius = new int[racks];
        returnMilliCelsius = new int[racks];
        flowMillilitersPerMinute = new long[racks];
        capWatts = new long[racks];
        leakingTrays = new int[racks];
        rackLeak = new boolean[racks];
        unpowered = new boolean[racks];
        alarms = new int[racks];
    }

    void write(int rack, RackTelemetryDecoder record, long appendedAtMillis) {
        heardAtMillis[rack] = appendedAtMillis;
        drawWatts[rack] = record.rackWatts;
        drawMaxWatts[rack] = record.rackWattsMax;
        dieDeciCelsius[rack] = (int) record.dieDeciCelsiusMax.max();
        memoryDeciCelsius[rack] = (int) record.memoryDeciCelsius.max();
        utilizationPermille[rack] = (int) record.utilizationPermille.mean();
        supplyMilliCelsius[rack] = record.supplyMilliCelsius;
        returnMilliCelsius[rack] = record.returnMilliCelsius;
        flowMillilitersPerMinute[rack] = record.flowMillilitersPerMinute;
        capWatts[rack] = record.capWatts;
        leakingTrays[rack] = record.leakingTrayCount;
        rackLeak[rack] = record.leak == LeakState.LEAK_STATE_RACK;
        alarms[rack] = record.alarms;
        unpowered[rack] = (record.alarms & UNPOWERED) != 0;
    }

    /** Takes over what is known of a rack from columns of another order. */
    void takeOver(int rack, LiveColumns other, int otherRack) {
        heardAtMillis[rack] = other.heardAtMillis[otherRack];
        drawWatts[rack] = other.drawWatts[otherRack];
        drawMaxWatts[rack] = other.drawMaxWatts[otherRack];
        dieDeciCelsius[rack] = other.dieDeciCelsius[otherRack];
        memoryDeciCelsius[rack] = other.memoryDeciCelsius[otherRack];
        utilizationPermille[rack] = other.utilizationPermille[otherRack];
        supplyMilliCelsius[rack] = other.supplyMilliCelsius[otherRack];
        returnMilliCelsius[rack] = other.returnMilliCelsius[otherRack];
        flowMillilitersPerMinute[rack] = other.flowMillilitersPerMinute[otherRack];
        capWatts[rack] = other.capWatts[otherRack];
        leakingTrays[rack] = other.leakingTrays[otherRack];
        rackLeak[rack] = other.rackLeak[otherRack];
        unpowered[rack] = other.unpowered[otherRack];
        alarms[rack] = other.alarms[otherRack];
    }

    long drawWatts(int rack) {
        return drawWatts[rack];
    }

    int dieDeciCelsius(int rack) {
        return dieDeciCelsius[rack];
    }

    int memoryDeciCelsius(int rack) {
        return memoryDeciCelsius[rack];
    }

    int alarms(int rack) {
        return alarms[rack];
    }

    /** Trays with water, and one more for water at the bottom of the rack. */
    int leaks(int rack) {
        return leakingTrays[rack] + (rackLeak[rack] ? 1 : 0);
    }

    RackColumns copy() {
        return new RackColumns(
                rackIds,
                heardAtMillis.clone(),
                drawWatts.clone(),
                drawMaxWatts.clone(),
                dieDeciCelsius.clone(),
                memoryDeciCelsius.clone(),
                utilizationPermille.clone(),
                supplyMilliCelsius.clone(),
                returnMilliCelsius.clone(),
                flowMillilitersPerMinute.clone(),
                capWatts.clone(),
                leakingTrays.clone(),
                rackLeak.clone(),
                unpowered.clone(),
                alarms.clone());
    }
}
