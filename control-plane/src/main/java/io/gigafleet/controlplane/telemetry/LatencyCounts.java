package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * An immutable histogram in the fixed buckets of {@link LatencyBuckets}; only the range from the
 * first to the last bucket in use is stored.
 */
public final class LatencyCounts {

    /** Nothing counted. */
    public static final LatencyCounts NONE = new LatencyCounts(0, new long[0]);

    private final int firstBucket;
    private final long[] counts;

    private LatencyCounts(int firstBucket, long[] counts) {
        this.firstBucket = firstBucket;
        this.counts = counts;
    }

    /**
     * Counts of consecutive buckets.
     *
     * @param counts not negative; copied
     * @throws IllegalArgumentException if the range leaves the buckets or a count is negative
     */
    public static LatencyCounts of(int firstBucket, long... counts) {
        if (firstBucket < 0 || firstBucket > LatencyBuckets.COUNT - counts.length) {
            throw new IllegalArgumentException(
                    "buckets "
                            + firstBucket
                            + " to "
                            + ((long) firstBucket + counts.length - 1)
                            + " leave the range 0 to "
                            + (LatencyBuckets.COUNT - 1));
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("count " + count + " is negative");
            }
        }
        return counts.length == 0 ? NONE : new LatencyCounts(firstBucket, counts.clone());
    }

    /** The first bucket that is stored. */
    public int firstBucket() {
        return firstBucket;
    }

    /** The counts that are stored, of consecutive buckets. */
    public long[] counts() {
        return counts.clone();
    }

    /** The count of one bucket; 0 outside the stored range. */
    public long count(int bucket) {
        int index = bucket - firstBucket;
        return index < 0 || index >= counts.length ? 0 : counts[index];
    }

    /** The sum of all counts. */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /** Adds every bucket to an array of shape {@code [LatencyBuckets.COUNT]}. */
    public void addTo(long[] dense) {
        for (int index = 0; index < counts.length; index++) {
            dense[firstBucket + index] += counts[index];
        }
    }

    /** All buckets, shape {@code [LatencyBuckets.COUNT]}. */
    public long[] toDense() {
        long[] dense = new long[LatencyBuckets.COUNT];
        addTo(dense);
        return dense;
    }

    /** The latency a share of the counts doesn't exceed, in milliseconds; empty if none counted. */
    public OptionalDouble percentileMillis(double share) {
        return LatencyBuckets.percentileMillis(toDense(), share);
    }

    /** The share of the counts that doesn't exceed a latency, 0 to 1; empty if none counted. */
    public OptionalDouble shareWithin(double millis) {
        return LatencyBuckets.shareWithin(toDense(), millis);
    }

    /** The counts of all buckets, stored from the first to the last in use. */
    static LatencyCounts ofDense(long[] dense) {
        return trimmed(0, dense);
    }

    private static LatencyCounts trimmed(int firstBucket, long[] counts) {
        int from = 0;
        int to = counts.length;
        while (from < to && counts[from] == 0) {
            from++;
        }
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        return from == to
                ? NONE
                : new LatencyCounts(firstBucket + from, Arrays.copyOfRange(counts, from, to));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyCounts that && Arrays.equals(toDense(), that.toDense());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toDense());
    }

    @Override
    public String toString() {
        return "LatencyCounts[firstBucket="
                + firstBucket
                + ", counts="
                + Arrays.toString(counts)
                + "]";
    }
}
