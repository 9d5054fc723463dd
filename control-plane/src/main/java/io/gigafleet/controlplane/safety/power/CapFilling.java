package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.fleet.Topology;
import java.util.Arrays;

/**
 * Caps that add up to no more than a limit on any domain (max-min fairness by progressive filling,
 * Bertsekas and Gallager, Data Networks, 6.5.2): all racks rise together from a floor, until each
 * is at its ceiling or below a domain whose limit is used up.
 *
 * <p>Domains are a tree, so that filling them one by one, the deepest first, each with what the
 * ones below leave, gives the same as filling all at once.
 */
public final class CapFilling {

    private final PowerTree tree;
    private final long[] limitWatts;

    /**
     * A filling.
     *
     * @param limitWatts of each domain
     */
    public CapFilling(PowerTree tree, long[] limitWatts) {
        this.tree = tree;
        this.limitWatts = limitWatts;
    }

    /**
     * Caps for each rack: first up to idle power, then up to what is committed, then up to the
     * ceiling, as far as the limits go.
     */
    public static long[] ceilings(
            Topology topology,
            PowerTree tree,
            long[] limitWatts,
            long[] committedWatts,
            long[] ceilingWatts) {
        int racks = topology.rackCount();
        long[] idle = new long[racks];
        long[] committed = new long[racks];
        for (int rack = 0; rack < racks; rack++) {
            idle[rack] = Math.min(topology.rack(rack).idleWatts(), ceilingWatts[rack]);
            committed[rack] =
                    Math.max(idle[rack], Math.min(committedWatts[rack], ceilingWatts[rack]));
        }
        CapFilling filling = new CapFilling(tree, limitWatts);
        return filling.fill(
                filling.fill(filling.fill(new long[racks], idle), committed), ceilingWatts);
    }

    /**
     * Fills from floors, which fit, to ceilings.
     *
     * @param floorWatts none above its ceiling
     */
    public long[] fill(long[] floorWatts, long[] ceilingWatts) {
        long[] high = ceilingWatts.clone();
        for (int rack = 0; rack < high.length; rack++) {
            high[rack] = Math.max(high[rack], floorWatts[rack]);
        }
        long[] weights = new long[high.length];
        Arrays.fill(weights, WaterLevel.UNIT);
        int[] permille = new int[high.length];
        Arrays.fill(permille, 1_000);
        for (int domain : tree.bottomUp()) {
            int[] racks = tree.racksBelow(domain);
            if (sum(racks, high) > limitWatts[domain]) {
                WaterLevel water =
                        new WaterLevel(racks, floorWatts, floorWatts, high, weights, permille);
                long level = water.highest(limitWatts[domain]);
                for (int rack : racks) {
                    high[rack] = water.watts(rack, level);
                }
            }
        }
        return high;
    }

    private static long sum(int[] racks, long[] watts) {
        long sum = 0;
        for (int rack : racks) {
            sum += watts[rack];
        }
        return sum;
    }
}
