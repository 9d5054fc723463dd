package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/**
 * Racks by group and number of free accelerators, as bit sets: the racks with exactly so many free
 * are found without looking at any other.
 */
final class FreeBuckets {

    private static final int ABSENT = -1;

    private final int words;
    private final int most;
    private final long[][][] racks;
    private final int[][] counts;
    private final int[] free;
    private final long[] freeIn;
    private final int[] group;

    FreeBuckets(Site site, int[] groupOf, int groups) {
        this.words = (site.rackCount() + Long.SIZE - 1) / Long.SIZE;
        int largest = 0;
        this.group = groupOf.clone();
        for (int rack = 0; rack < group.length; rack++) {
            largest = Math.max(largest, site.accelerators(rack));
        }
        this.most = largest;
        this.racks = new long[groups][most + 1][];
        this.counts = new int[groups][most + 1];
        this.free = new int[site.rackCount()];
        this.freeIn = new long[groups];
        Arrays.fill(free, ABSENT);
    }

    /** Puts a rack where it belongs now. */
    void put(int rack, int freeAccelerators) {
        remove(rack);
        free[rack] = freeAccelerators;
        long[][] ofGroup = racks[group[rack]];
        if (ofGroup[freeAccelerators] == null) {
            ofGroup[freeAccelerators] = new long[words];
        }
        ofGroup[freeAccelerators][rack >> 6] |= 1L << rack;
        counts[group[rack]][freeAccelerators]++;
        freeIn[group[rack]] += freeAccelerators;
    }

    /** Takes a rack out, so that no search finds it. */
    void remove(int rack) {
        if (free[rack] != ABSENT) {
            racks[group[rack]][free[rack]][rack >> 6] &= ~(1L << rack);
            counts[group[rack]][free[rack]]--;
            freeIn[group[rack]] -= free[rack];
            free[rack] = ABSENT;
        }
    }

    boolean contains(int rack) {
        return free[rack] != ABSENT;
    }

    int groupOf(int rack) {
        return group[rack];
    }

    /** Accelerators free in a group. */
    long freeIn(int ofGroup) {
        return freeIn[ofGroup];
    }

    int groups() {
        return racks.length;
    }

    int words() {
        return words;
    }

    /** The most accelerators any rack has. */
    int most() {
        return most;
    }

    int count(int ofGroup, int freeAccelerators) {
        return counts[ofGroup][freeAccelerators];
    }

    /** Racks 64·word to 64·word + 63 of a bucket that is not empty, as bits. */
    long bits(int ofGroup, int freeAccelerators, int word) {
        return racks[ofGroup][freeAccelerators][word];
    }
}
