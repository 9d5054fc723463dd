package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/**
 * The order in which one ask should look at groups of racks, by what the site is shorter of. While
 * watts are plentiful, the group with the greatest share of its accelerators free comes first, so
 * that what may stand in one group only still finds room there; when watts will run out before
 * accelerators do, the group where the ask draws least.
 */
final class GroupOrder {

    private final Board board;
    private final Site site;
    private FreeBuckets known;
    private int[] skuOf = new int[0];
    private long[] acceleratorsOf = new long[0];

    GroupOrder(Board board) {
        this.board = board;
        this.site = board.site();
        this.known = board.buckets();
        count();
    }

    /** Packing sorts racks into other groups. */
    private void count() {
        known = board.buckets();
        skuOf = new int[known.groups()];
        acceleratorsOf = new long[known.groups()];
        for (int rack = 0; rack < site.rackCount(); rack++) {
            int group = board.buckets().groupOf(rack);
            skuOf[group] = site.sku(rack);
            acceleratorsOf[group] += site.accelerators(rack);
        }
    }

    int[] of(Ask ask) {
        if (known != board.buckets()) {
            count();
        }
        Ask.Part part = ask.parts().getFirst();
        int groups = skuOf.length;
        double[] key = new double[groups];
        double drawn = 0;
        for (int group = 0; group < groups; group++) {
            drawn = Math.max(drawn, part.wattsBySku()[skuOf[group]]);
        }
        boolean isShortOfWatts = board.wattsPerFree() < drawn / part.accelerators();
        for (int group = 0; group < groups; group++) {
            key[group] =
                    isShortOfWatts
                            ? part.wattsBySku()[skuOf[group]]
                            : -(double) board.freeInGroup(group) / acceleratorsOf[group];
        }
        return sorted(key);
    }

    /** Indexes by their keys, the smallest first; equal keys by index. */
    private static int[] sorted(double[] key) {
        int[] order = new int[key.length];
        Arrays.setAll(order, at -> at);
        for (int at = 1; at < order.length; at++) {
            for (int to = at; to > 0 && key[order[to]] < key[order[to - 1]]; to--) {
                int moved = order[to];
                order[to] = order[to - 1];
                order[to - 1] = moved;
            }
        }
        return order;
    }
}
