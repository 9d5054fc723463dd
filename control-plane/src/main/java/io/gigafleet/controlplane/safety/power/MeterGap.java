package io.gigafleet.controlplane.safety.power;

/**
 * How far a meter is above what the racks below it say: the least of a few seconds, since a meter
 * and the racks are read at different moments, and what one of them has not seen yet is no gap.
 *
 * @param leastWatts of the window that runs
 * @param sinceMillis when that began
 * @param beforeWatts the least of the window before
 */
record MeterGap(long leastWatts, long sinceMillis, long beforeWatts) {

    static final MeterGap NONE = new MeterGap(0, 0, 0);

    /** Two of these are what a meter and its racks may lag behind each other. */
    private static final long WINDOW_MILLIS = 1_500;

    MeterGap seen(long gapWatts, long nowMillis) {
        long seen = Math.max(0, gapWatts);
        if (nowMillis - sinceMillis >= WINDOW_MILLIS) {
            return seen == 0 && leastWatts == 0 && beforeWatts == 0
                    ? this
                    : new MeterGap(seen, nowMillis, leastWatts);
        }
        return seen >= leastWatts ? this : new MeterGap(seen, sinceMillis, beforeWatts);
    }

    long watts() {
        return Math.min(leastWatts, beforeWatts);
    }
}
