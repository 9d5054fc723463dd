package io.gigafleet.nodeagent.arrivals;

import java.util.Comparator;
import java.util.List;

/**
 * Who takes which requests of a source, for one service: half-open intervals of request points that
 * do not overlap. Finding a taker takes no search: points fall into buckets, about one per taker,
 * and each bucket knows the first interval that reaches into it.
 */
public final class ShareTable {

    /** What {@link #taker} says if nobody here takes the request. */
    public static final int NOBODY = -1;

    private static final int POINT_BITS = 20;

    private final int[] from;
    private final int[] to;
    private final int[] takers;
    private final int[] firstOfBucket;
    private final int bucketShift;

    /**
     * One taker and its points.
     *
     * @param fromPpm first point
     * @param toPpm one past the last point
     * @param taker its number, not negative
     */
    public record Share(int fromPpm, int toPpm, int taker) {
        public Share {
            if (fromPpm < 0 || fromPpm >= toPpm || toPpm > RequestPoint.POINTS) {
                throw new IllegalArgumentException(
                        "traffic share ["
                                + fromPpm
                                + ", "
                                + toPpm
                                + ") is not an interval within 0 to "
                                + RequestPoint.POINTS);
            }
            if (taker < 0) {
                throw new IllegalArgumentException("taker " + taker + " is negative");
            }
        }
    }

    public ShareTable(List<Share> shares) {
        List<Share> sorted =
                shares.stream().sorted(Comparator.comparingInt(Share::fromPpm)).toList();
        from = sorted.stream().mapToInt(Share::fromPpm).toArray();
        to = sorted.stream().mapToInt(Share::toPpm).toArray();
        takers = sorted.stream().mapToInt(Share::taker).toArray();
        int bits = Math.min(POINT_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(from.length));
        bucketShift = POINT_BITS - bits;
        firstOfBucket = new int[1 << bits];
        int first = 0;
        for (int bucket = 0; bucket < firstOfBucket.length; bucket++) {
            while (first < to.length && to[first] <= bucket << bucketShift) {
                first++;
            }
            firstOfBucket[bucket] = first;
        }
    }

    /**
     * The number of who takes the request with that point, or {@link #NOBODY}.
     *
     * @param point 0 to below {@link RequestPoint#POINTS}
     */
    public int taker(int point) {
        int share = firstOfBucket[point >>> bucketShift];
        while (share < to.length && to[share] <= point) {
            share++;
        }
        return share < to.length && from[share] <= point ? takers[share] : NOBODY;
    }
}
