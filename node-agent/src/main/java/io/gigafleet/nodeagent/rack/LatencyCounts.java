package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.LatencyBuckets;
import java.util.Arrays;

/** A latency histogram in the fixed buckets of {@link LatencyBuckets}, counting up. */
public final class LatencyCounts {

    private final int[] counts = new int[LatencyBuckets.COUNT];
    private int first = LatencyBuckets.COUNT;
    private int last = -1;

    void add(double millis) {
        int bucket = LatencyBuckets.bucketOf(millis);
        counts[bucket]++;
        first = Math.min(first, bucket);
        last = Math.max(last, bucket);
    }

    /** True if nothing was counted yet. */
    public boolean isEmpty() {
        return last < 0;
    }

    /** The lowest bucket with a count. Only if not empty. */
    public int firstBucket() {
        return first;
    }

    /** The highest bucket with a count; -1 if empty. */
    public int lastBucket() {
        return last;
    }

    /** Latencies counted in a bucket so far. */
    public long count(int bucket) {
        return counts[bucket];
    }

    /** A copy of all counts, shape {@code [LatencyBuckets.COUNT]}. */
    public long[] toArray() {
        return Arrays.stream(counts).asLongStream().toArray();
    }
}
