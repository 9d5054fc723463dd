package io.gigafleet.controlplane.rollout;

import java.util.Arrays;

/**
 * How durations of racks are spread. Each percentile is a duration that was measured: the nearest
 * rank, so that nine of ten racks took no longer than {@code p90Millis}.
 *
 * @param racks how many were measured; all else is 0 if none was
 */
public record Spread(int racks, long p10Millis, long medianMillis, long p90Millis, long maxMillis) {

    /** Nothing was measured. */
    public static final Spread NONE = new Spread(0, 0, 0, 0, 0);

    static Spread of(long[] durationsMillis) {
        if (durationsMillis.length == 0) {
            return NONE;
        }
        long[] sorted = durationsMillis.clone();
        Arrays.sort(sorted);
        return new Spread(
                sorted.length,
                nearestRank(sorted, 10),
                nearestRank(sorted, 50),
                nearestRank(sorted, 90),
                sorted[sorted.length - 1]);
    }

    private static long nearestRank(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[Math.max(rank, 1) - 1];
    }
}
