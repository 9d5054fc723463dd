package io.gigafleet.nodeagent.arrivals;

/**
 * The point in [0, 1,000,000) that decides which replica takes a request: the fractional part of
 * the index times the golden ratio. Consecutive requests fall far apart and any interval receives
 * its share of them almost evenly (Weyl's sequence), so shares hold over tens of requests and not
 * only over thousands.
 */
public final class RequestPoint {

    /** One past the largest point. */
    public static final int POINTS = 1_000_000;

    private static final long GOLDEN_RATIO_64 = 0x9E3779B97F4A7C15L;

    private RequestPoint() {}

    public static int ofIndex(long index) {
        return (int) ((((index * GOLDEN_RATIO_64) >>> 32) * POINTS) >>> 32);
    }
}
