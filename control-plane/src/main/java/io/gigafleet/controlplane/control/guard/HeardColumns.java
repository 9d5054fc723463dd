package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.telemetry.RackColumns;
import io.gigafleet.controlplane.telemetry.RackReading;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.v1.LeakState;

/** The newest readings in the order of a topology. */
final class HeardColumns {

    private HeardColumns() {}

    static RackColumns of(TelemetryIngest ingest, Topology topology) {
        int racks = topology.rackCount();
        RackColumns columns =
                new RackColumns(
                        topology.racks().stream().map(RackSpot::name).toList(),
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
        for (int rack = 0; rack < racks; rack++) {
            String name = topology.rack(rack).name();
            int index = rack;
            ingest.fleet().rack(name).ifPresent(live -> put(columns, index, live.latest()));
            columns.unpowered()[rack] =
                    ingest.statuses().report(name).filter(HeardColumns::isUnpowered).isPresent();
        }
        return columns;
    }

    private static void put(RackColumns columns, int rack, RackReading reading) {
        columns.heardAtMillis()[rack] = reading.appendedAtMillis();
        columns.drawWatts()[rack] = reading.power().watts();
        columns.drawMaxWatts()[rack] = reading.power().wattsMax();
        columns.dieDeciCelsius()[rack] = reading.accelerators().dieDeciCelsiusMax();
        columns.memoryDeciCelsius()[rack] = reading.accelerators().memoryDeciCelsiusMax();
        columns.utilizationPermille()[rack] = reading.accelerators().utilizationPermilleMean();
        columns.supplyMilliCelsius()[rack] = reading.coolant().supplyMilliCelsius();
        columns.returnMilliCelsius()[rack] = reading.coolant().returnMilliCelsius();
        columns.flowMillilitersPerMinute()[rack] = reading.coolant().flowMillilitersPerMinute();
        columns.capWatts()[rack] = reading.power().capWatts();
        columns.leakingTrays()[rack] = reading.leakingTrays().size();
        columns.rackLeak()[rack] = reading.leak() == LeakState.LEAK_STATE_RACK;
    }

    private static boolean isUnpowered(RackReport report) {
        return report.trip().isPresent() || report.isolatedElectric();
    }
}
