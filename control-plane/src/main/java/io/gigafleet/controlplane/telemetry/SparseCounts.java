package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;

/** The buckets of a histogram in which something was counted; filled anew for each record. */
final class SparseCounts {

    private final int[] buckets = new int[LatencyBuckets.COUNT];
    private final long[] counts = new long[LatencyBuckets.COUNT];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int bucket, long count) {
        buckets[size] = bucket;
        counts[size] = count;
        size++;
    }

    /** Adds every bucket to an array of shape {@code [LatencyBuckets.COUNT]}. */
    void addTo(long[] dense) {
        for (int index = 0; index < size; index++) {
            dense[buckets[index]] += counts[index];
        }
    }
}
