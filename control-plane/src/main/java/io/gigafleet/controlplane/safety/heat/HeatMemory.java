package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the heat guard carries from one look to the next, by rack and by loop; nobody changes it.
 *
 * @param limits of each rack
 * @param designMilliCelsius what the supply of each loop should be
 * @param raisedAtMillis when derates were last raised
 */
@SuppressWarnings("ArrayRecordComponent") // columns; nobody compares them
public record HeatMemory(
        RackHeat[] racks,
        LoopHeat[] loops,
        HeatLimits[] limits,
        int[] designMilliCelsius,
        long raisedAtMillis) {

    /** A site of which nothing was seen yet. */
    public static HeatMemory begin(Topology topology) {
        RackHeat[] racks = new RackHeat[topology.rackCount()];
        Arrays.fill(racks, RackHeat.COOL);
        LoopHeat[] loops = new LoopHeat[topology.loops().size()];
        Arrays.fill(loops, LoopHeat.NONE);
        return new HeatMemory(racks, loops, limits(topology), design(topology), 0);
    }

    private static HeatLimits[] limits(Topology topology) {
        return topology.racks().stream().map(HeatLimits::of).toArray(HeatLimits[]::new);
    }

    /** The lowest design supply of the SKUs each loop cools. */
    private static int[] design(Topology topology) {
        int[] design = new int[topology.loops().size()];
        Arrays.fill(design, Integer.MAX_VALUE / 2);
        for (RackSpot spot : topology.racks()) {
            double celsius = spot.sku().spec().cooling().supplyCelsius();
            design[spot.loop()] = Math.min(design[spot.loop()], (int) Math.round(celsius * 1_000));
        }
        return design;
    }

    /** The same for another topology: racks and loops are known again by their names. */
    public HeatMemory carriedOver(Topology from, Topology to) {
        HeatMemory next = begin(to);
        for (int rack = 0; rack < to.rackCount(); rack++) {
            int target = rack;
            from.rackNamed(to.rack(rack).name())
                    .ifPresent(known -> next.racks[target] = racks[known]);
        }
        Map<String, LoopHeat> byName = new HashMap<>();
        for (int loop = 0; loop < loops.length; loop++) {
            byName.put(from.loop(loop).name(), loops[loop]);
        }
        for (int loop = 0; loop < next.loops.length; loop++) {
            next.loops[loop] =
                    byName.getOrDefault(to.loop(loop).name(), LoopHeat.NONE)
                            .carriedOver(loop, from, to);
        }
        return new HeatMemory(
                next.racks, next.loops, next.limits, next.designMilliCelsius, raisedAtMillis);
    }
}
