package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;

/** The buckets of a histogram in which something was counted; filled anew for each record. */
final class SparseCounts {

    private final int[] buckets = new int[LatencyBuckets.COUNT];
    private final long[] counts = new long[LatencyBuckets.COUNT];
    private int size;

    private void add(int bucket, long count) {
        buckets[size] = bucket;
        counts[size] = count;
        size++;
    }

    /** All that a histogram holds. */
    void all(DecodedHistogram histogram) {
        size = 0;
        for (int index = 0; index < histogram.length(); index++) {
            long count = histogram.counts()[index];
            if (count > 0) {
                add(histogram.firstBucket() + index, count);
            }
        }
    }

    /**
     * What was counted between two histograms of one replica.
     *
     * @return false if some bucket holds less than before; what is held then says nothing
     */
    boolean between(DecodedHistogram earlier, DecodedHistogram newer) {
        size = 0;
        return earlier.firstBucket() == newer.firstBucket() && earlier.length() <= newer.length()
                ? betweenAligned(earlier, newer)
                : betweenByBucket(earlier, newer);
    }

    private boolean betweenAligned(DecodedHistogram earlier, DecodedHistogram newer) {
        long[] before = earlier.counts();
        long[] now = newer.counts();
        int common = earlier.length();
        long less = 0;
        for (int index = 0; index < common; index++) {
            long more = now[index] - before[index];
            if (more != 0) {
                less |= more;
                add(newer.firstBucket() + index, more);
            }
        }
        for (int index = common; index < newer.length(); index++) {
            if (now[index] != 0) {
                add(newer.firstBucket() + index, now[index]);
            }
        }
        return less >= 0;
    }

    private boolean betweenByBucket(DecodedHistogram earlier, DecodedHistogram newer) {
        for (int index = 0; index < earlier.length(); index++) {
            if (newer.count(earlier.firstBucket() + index) < earlier.counts()[index]) {
                return false;
            }
        }
        for (int index = 0; index < newer.length(); index++) {
            int bucket = newer.firstBucket() + index;
            long more = newer.counts()[index] - earlier.count(bucket);
            if (more > 0) {
                add(bucket, more);
            }
        }
        return true;
    }

    /** Adds every bucket to an array of shape {@code [LatencyBuckets.COUNT]}. */
    void addTo(long[] dense) {
        for (int index = 0; index < size; index++) {
            dense[buckets[index]] += counts[index];
        }
    }
}
