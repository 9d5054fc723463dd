package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/**
 * A site in dense columns: what does not change while a plan is made. Racks, rows, loops, power
 * domains and SKUs are indexes from 0.
 *
 * <p>All budgets are what replicas may still add to what is held for the racks themselves, in
 * watts; a budget below zero is one that is overdrawn already.
 */
public final class Site {

    /** A whole that heat is counted in parts of. */
    private static final int MILLION = 1_000_000;

    private final int[] sku;
    private final int[] row;
    private final int[] loop;
    private final int[] accelerators;
    private final int[] perTray;
    private final boolean[] ready;
    private final long[] rackBudgetWatts;
    private final int[] liquidPartsPerMillion;
    private final int[][] domainsOf;
    private final long[] domainBudgetWatts;
    private final long[] loopBudgetWatts;
    private final int rowCount;
    private final int skuCount;
    private final int maskWords;

    private Site(Columns columns) {
        int racks = columns.sku.length;
        this.sku = column(columns.sku, racks);
        this.row = column(columns.row, racks);
        this.loop = column(columns.loop, racks);
        this.accelerators = column(columns.accelerators, racks);
        this.perTray = column(columns.perTray, racks);
        this.liquidPartsPerMillion = column(columns.liquidPartsPerMillion, racks);
        this.ready = columns.ready.clone();
        this.rackBudgetWatts = columns.rackBudgetWatts.clone();
        this.domainBudgetWatts = columns.domainBudgetWatts.clone();
        this.loopBudgetWatts = columns.loopBudgetWatts.clone();
        this.domainsOf = columns.domainsOf.clone();
        this.rowCount = Arrays.stream(row).max().orElse(-1) + 1;
        this.skuCount = Arrays.stream(sku).max().orElse(-1) + 1;
        this.maskWords = (Arrays.stream(accelerators).max().orElse(0) + Long.SIZE - 1) / Long.SIZE;
    }

    private static int[] column(int[] values, int racks) {
        if (values.length != racks) {
            throw new IllegalArgumentException(
                    "a column of %d values for %d racks".formatted(values.length, racks));
        }
        return values.clone();
    }

    /**
     * The columns of a site, one value per rack unless said.
     *
     * @param ready whether the rack takes replicas now
     * @param liquidPartsPerMillion part of the rack's watts that heats its loop
     * @param domainsOf for each rack the power domains above it, nearest first
     * @param domainBudgetWatts per domain
     * @param loopBudgetWatts heat, per loop
     */
    public record Columns(
            int[] sku,
            int[] row,
            int[] loop,
            int[] accelerators,
            int[] perTray,
            boolean[] ready,
            long[] rackBudgetWatts,
            int[] liquidPartsPerMillion,
            int[][] domainsOf,
            long[] domainBudgetWatts,
            long[] loopBudgetWatts) {}

    /**
     * A site of these columns.
     *
     * @throws IllegalArgumentException if they differ in length
     */
    public static Site of(Columns columns) {
        return new Site(columns);
    }

    public int rackCount() {
        return sku.length;
    }

    public int rowCount() {
        return rowCount;
    }

    public int loopCount() {
        return loopBudgetWatts.length;
    }

    public int domainCount() {
        return domainBudgetWatts.length;
    }

    public int skuCount() {
        return skuCount;
    }

    /** Words of 64 accelerators that hold any rack's. */
    int maskWords() {
        return maskWords;
    }

    public int sku(int rack) {
        return sku[rack];
    }

    public int row(int rack) {
        return row[rack];
    }

    public int loop(int rack) {
        return loop[rack];
    }

    public int accelerators(int rack) {
        return accelerators[rack];
    }

    int perTray(int rack) {
        return perTray[rack];
    }

    public boolean ready(int rack) {
        return ready[rack];
    }

    /** Domains above a rack, nearest first. The caller must not change the array. */
    int[] domainsOf(int rack) {
        return domainsOf[rack];
    }

    /** The domain above all racks; 0 in a site without racks. */
    int root() {
        if (domainsOf.length == 0 || domainsOf[0].length == 0) {
            return 0;
        }
        return domainsOf[0][domainsOf[0].length - 1];
    }

    long rackBudgetWatts(int rack) {
        return rackBudgetWatts[rack];
    }

    long domainBudgetWatts(int domain) {
        return domainBudgetWatts[domain];
    }

    long loopBudgetWatts(int loopIndex) {
        return loopBudgetWatts[loopIndex];
    }

    /** Heat that so many watts on a rack add to its loop, rounded up. */
    long heatWatts(int rack, long watts) {
        int parts = liquidPartsPerMillion[rack];
        return parts == MILLION ? watts : (watts * parts + MILLION - 1) / MILLION;
    }

    /** Watts on a rack whose going takes at least so much heat off its loop. */
    long wattsOfHeat(int rack, long heatWatts) {
        int parts = liquidPartsPerMillion[rack];
        return parts == MILLION || heatWatts <= 0
                ? heatWatts
                : (heatWatts + 1) * MILLION / Math.max(1, parts) + 1;
    }
}
