package io.gigafleet.controlplane.telemetry;

import java.util.Arrays;

/**
 * The newest histogram of one replica, kept to tell what the next one adds. From one record to the
 * next only a few buckets change, and those are found without looking at each.
 */
final class HistogramTrack {

    private int firstBucket;
    private long[] counts = new long[0];

    /**
     * Writes down what a newer histogram adds.
     *
     * @return false if some bucket holds less than before, so that it was started again; what was
     *     written down then says nothing
     */
    boolean addedBy(DecodedHistogram newer, SparseCounts added) {
        added.clear();
        return newer.firstBucket() == firstBucket && newer.length() >= counts.length
                ? addedInPlace(newer, added)
                : addedByBucket(newer, added);
    }

    private boolean addedInPlace(DecodedHistogram newer, SparseCounts added) {
        long[] now = newer.counts();
        int from = 0;
        while (from < counts.length) {
            int change = Arrays.mismatch(counts, from, counts.length, now, from, counts.length);
            if (change < 0) {
                break;
            }
            int index = from + change;
            if (now[index] < counts[index]) {
                return false;
            }
            added.add(firstBucket + index, now[index] - counts[index]);
            from = index + 1;
        }
        for (int index = counts.length; index < newer.length(); index++) {
            if (now[index] > 0) {
                added.add(firstBucket + index, now[index]);
            }
        }
        return true;
    }

    private boolean addedByBucket(DecodedHistogram newer, SparseCounts added) {
        for (int index = 0; index < counts.length; index++) {
            if (newer.count(firstBucket + index) < counts[index]) {
                return false;
            }
        }
        for (int index = 0; index < newer.length(); index++) {
            int bucket = newer.firstBucket() + index;
            long more = newer.counts()[index] - count(bucket);
            if (more > 0) {
                added.add(bucket, more);
            }
        }
        return true;
    }

    private long count(int bucket) {
        int index = bucket - firstBucket;
        return index < 0 || index >= counts.length ? 0 : counts[index];
    }

    void keep(DecodedHistogram newer) {
        firstBucket = newer.firstBucket();
        if (counts.length != newer.length()) {
            counts = new long[newer.length()];
        }
        System.arraycopy(newer.counts(), 0, counts, 0, counts.length);
    }

    /** Begins again at nothing. */
    void clear() {
        firstBucket = 0;
        counts = new long[0];
    }

    LatencyCounts toCounts() {
        return LatencyCounts.of(firstBucket, counts);
    }
}
