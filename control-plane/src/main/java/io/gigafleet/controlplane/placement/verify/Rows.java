package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.HashMap;
import java.util.Map;

/** Numbers the rows of a site. */
final class Rows {

    private Rows() {}

    /** Rows of two halls may have the same name. */
    private record Row(String hall, String row) {}

    /** The row of each rack, as a number from 0. */
    static int[] of(Topology topology) {
        Map<Row, Integer> known = new HashMap<>();
        int[] rowOf = new int[topology.rackCount()];
        for (int rack = 0; rack < rowOf.length; rack++) {
            RackSpot spot = topology.rack(rack);
            rowOf[rack] =
                    known.computeIfAbsent(
                            new Row(spot.hall(), spot.row()), ignored -> known.size());
        }
        return rowOf;
    }
}
