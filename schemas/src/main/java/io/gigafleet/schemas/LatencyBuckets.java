package io.gigafleet.schemas;

import java.util.OptionalDouble;

/**
 * The fixed buckets of all latency histograms: bucket 0 holds up to 1 ms, each further bucket grows
 * by 1.2, the last holds everything above about 10 minutes. Since bounds are fixed, histograms of
 * replicas, racks and minutes add up by adding counts; a percentile read from them is at most 20%
 * too high.
 */
public final class LatencyBuckets {

    /** Number of buckets. */
    public static final int COUNT = 76;

    private static final double GROWTH = 1.2;
    private static final double[] UPPER_MILLIS = new double[COUNT];

    // Four parts of each power of two, told by a double's highest bits, find a bucket without a
    // logarithm: the bucket that holds a part's lower end, or the one after it.
    private static final int PART_SHIFT = 50;
    private static final int PART_OF_ONE = (int) (Double.doubleToRawLongBits(1.0) >>> PART_SHIFT);
    private static final int[] BUCKET_OF_PART = new int[4 * 21];

    static {
        double bound = 1;
        for (int bucket = 0; bucket < COUNT - 1; bucket++) {
            UPPER_MILLIS[bucket] = bound;
            bound *= GROWTH;
        }
        UPPER_MILLIS[COUNT - 1] = Double.POSITIVE_INFINITY;
        int bucket = 0;
        for (int part = 0; part < BUCKET_OF_PART.length; part++) {
            double lower = Double.longBitsToDouble((long) (part + PART_OF_ONE) << PART_SHIFT);
            while (lower > UPPER_MILLIS[bucket]) {
                bucket++;
            }
            BUCKET_OF_PART[part] = bucket;
        }
    }

    private LatencyBuckets() {}

    /**
     * The bucket that holds a latency.
     *
     * @param millis latency in milliseconds, not NaN
     */
    public static int bucketOf(double millis) {
        if (millis <= 1) {
            return 0;
        }
        int part = (int) (Double.doubleToRawLongBits(millis) >>> PART_SHIFT) - PART_OF_ONE;
        int bucket = BUCKET_OF_PART[Math.min(part, BUCKET_OF_PART.length - 1)];
        while (millis > UPPER_MILLIS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** The largest latency bucket {@code bucket} holds, in milliseconds; infinite for the last. */
    public static double upperMillis(int bucket) {
        return UPPER_MILLIS[bucket];
    }

    /**
     * The share of the counts that does not exceed a latency, interpolated within its bucket.
     *
     * @param counts one count per bucket, shape {@code [COUNT]}
     * @return 0 to 1; empty if nothing was counted
     */
    public static OptionalDouble shareWithin(long[] counts, double millis) {
        long total = 0;
        double within = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            total += counts[bucket];
            double lower = bucket == 0 ? 0 : UPPER_MILLIS[bucket - 1];
            double width = UPPER_MILLIS[bucket] - lower;
            within += counts[bucket] * Math.clamp((millis - lower) / width, 0, 1);
        }
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(within / total);
    }

    /**
     * The latency that a share of the counts does not exceed, interpolated within its bucket.
     *
     * @param counts one count per bucket, shape {@code [COUNT]}
     * @param share between 0 and 1, 0.95 for the 95th percentile
     * @return milliseconds; empty if nothing was counted
     */
    public static OptionalDouble percentileMillis(long[] counts, double share) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double rank = share * total;
        long below = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0 && below + counts[bucket] >= rank) {
                double lower = bucket == 0 ? 0 : UPPER_MILLIS[bucket - 1];
                double upper =
                        Double.isInfinite(UPPER_MILLIS[bucket]) ? lower : UPPER_MILLIS[bucket];
                return OptionalDouble.of(lower + (upper - lower) * (rank - below) / counts[bucket]);
            }
            below += counts[bucket];
        }
        throw new IllegalStateException("share " + share + " lies above the total count " + total);
    }
}
