package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.telemetry.RackColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings columns into the order of a topology. Mostly they have it; while racks come or go the one
 * is ahead of the other for a moment, or for as long as the database is away.
 */
final class HeardColumns {

    private List<String> heard = List.of();
    private Topology topology = Topology.EMPTY;
    private int[] from = {};
    private boolean isSameOrder = true;

    /** The columns, racks that were not listened for as never heard. */
    RackColumns inOrder(RackColumns columns, Topology now) {
        if (columns.rackIds() != heard || now != topology) {
            learn(columns.rackIds(), now);
        }
        return isSameOrder ? columns : reordered(columns);
    }

    private void learn(List<String> rackIds, Topology now) {
        heard = rackIds;
        topology = now;
        Map<String, Integer> indexes = new HashMap<>();
        for (int index = 0; index < rackIds.size(); index++) {
            indexes.put(rackIds.get(index), index);
        }
        from = new int[now.rackCount()];
        isSameOrder = rackIds.size() == from.length;
        for (int rack = 0; rack < from.length; rack++) {
            from[rack] = indexes.getOrDefault(now.rack(rack).name(), -1);
            isSameOrder &= from[rack] == rack;
        }
    }

    private RackColumns reordered(RackColumns columns) {
        List<String> rackIds = new ArrayList<>();
        topology.racks().forEach(rack -> rackIds.add(rack.name()));
        return new RackColumns(
                List.copyOf(rackIds),
                reordered(columns.heardAtMillis()),
                reordered(columns.drawWatts()),
                reordered(columns.drawMaxWatts()),
                reordered(columns.dieDeciCelsius()),
                reordered(columns.memoryDeciCelsius()),
                reordered(columns.utilizationPermille()),
                reordered(columns.supplyMilliCelsius()),
                reordered(columns.returnMilliCelsius()),
                reordered(columns.flowMillilitersPerMinute()),
                reordered(columns.capWatts()),
                reordered(columns.leakingTrays()),
                reordered(columns.rackLeak()),
                reordered(columns.unpowered()),
                reordered(columns.alarms()));
    }

    private long[] reordered(long[] column) {
        long[] next = new long[from.length];
        for (int rack = 0; rack < from.length; rack++) {
            next[rack] = from[rack] < 0 ? 0 : column[from[rack]];
        }
        return next;
    }

    private int[] reordered(int[] column) {
        int[] next = new int[from.length];
        for (int rack = 0; rack < from.length; rack++) {
            next[rack] = from[rack] < 0 ? 0 : column[from[rack]];
        }
        return next;
    }

    private boolean[] reordered(boolean[] column) {
        boolean[] next = new boolean[from.length];
        for (int rack = 0; rack < from.length; rack++) {
            next[rack] = from[rack] >= 0 && column[from[rack]];
        }
        return next;
    }
}
