package io.gigafleet.controlplane.bus;

import java.util.concurrent.TimeUnit;

/**
 * Lets records gather at the broker for a moment while many come. A round of reading costs the same
 * for one record as for fifty; at a gigawatt one record comes every seventh of a millisecond. A
 * small fleet's records are read one by one, as they come. One thread uses it.
 */
final class Gathering {

    /** How long records gather: the most it adds to the time until a crossing is told, twice. */
    static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** Records a second from which on they gather. */
    static final long BUSY_PER_SECOND = 1_000;

    /** A round that brings more than this is behind, and goes on at once. */
    static final int FULL_ROUND = 500;

    private static final long MEASURE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private long measuredSinceNanos;
    private long records;
    private boolean isBusy;

    /**
     * A fleet of which nothing was read.
     *
     * @param nowNanos a clock that never jumps
     */
    Gathering(long nowNanos) {
        measuredSinceNanos = nowNanos;
    }

    /** How long to rest after a round that brought so many records; 0: not at all. */
    long restNanos(int recordsOfRound, long nowNanos) {
        records += recordsOfRound;
        long measuredNanos = nowNanos - measuredSinceNanos;
        if (measuredNanos >= MEASURE_NANOS) {
            isBusy = records * TimeUnit.SECONDS.toNanos(1) >= BUSY_PER_SECOND * measuredNanos;
            measuredSinceNanos = nowNanos;
            records = 0;
        }
        return isBusy && recordsOfRound < FULL_ROUND ? REST_NANOS : 0;
    }
}
