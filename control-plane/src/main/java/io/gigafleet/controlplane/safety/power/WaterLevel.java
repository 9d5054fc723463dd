package io.gigafleet.controlplane.safety.power;

/**
 * Shares a limit among racks so that none gets more while another, with less, could have it
 * (max-min fairness, weighted). Water rises in every rack from its ground, by its weight for each
 * unit of level; it shows from the low mark on and stops at the high mark. The level is the highest
 * at which all fit.
 *
 * <p>Worked example: ground and low marks 20 and 30 kW, high marks 100 and 60 kW, equal weights,
 * limit 130 kW. At a level of 30 kW the racks stand at 50 and 60; the second is full. The first
 * goes on to 70: the level is 50 kW.
 *
 * @param racks whose marks count, as indexes into the other arrays
 * @param groundWatts where each rack's rise begins, not above its low mark
 * @param lowWatts the least each rack has
 * @param highWatts the most each rack has, not below its low mark
 * @param weights how fast each rises, in watts for each {@link #UNIT} of level
 * @param permille what of each rack's watts counts towards the limit
 */
record WaterLevel(
        int[] racks,
        long[] groundWatts,
        long[] lowWatts,
        long[] highWatts,
        long[] weights,
        int[] permille) {

    /** A level at which each rack stands its weight in watts above its ground. */
    static final long UNIT = 1_000_000;

    /** Even the low marks don't fit. */
    static final long NONE = -1;

    private static final int PERMILLE = 1_000;

    /** The highest level at which all racks together fit a limit, or {@link #NONE}. */
    long highest(long limitWatts) {
        if (sum(0) > limitWatts) {
            return NONE;
        }
        long fits = 0;
        long exceeds = fullLevel() + 1;
        while (exceeds - fits > 1) {
            long middle = (fits + exceeds) >>> 1;
            if (sum(middle) <= limitWatts) {
                fits = middle;
            } else {
                exceeds = middle;
            }
        }
        return fits;
    }

    /** Where a rack stands at a level; at its low mark at {@link #NONE}. */
    long watts(int rack, long level) {
        if (level <= 0) {
            return lowWatts[rack];
        }
        long risen = groundWatts[rack] + weights[rack] * level / UNIT;
        return Math.min(highWatts[rack], Math.max(lowWatts[rack], risen));
    }

    /** What of the racks' watts counts towards the limit at a level. */
    long sum(long level) {
        long sum = 0;
        for (int rack : racks) {
            sum += watts(rack, level) * permille[rack];
        }
        return sum / PERMILLE;
    }

    private long fullLevel() {
        long full = 0;
        for (int rack : racks) {
            long rise = Math.max(0, highWatts[rack] - groundWatts[rack]);
            full = Math.max(full, (rise * UNIT + weights[rack] - 1) / weights[rack]);
        }
        return full;
    }
}
