package io.gigafleet.controlplane.bus;

/** Waiting times between tries: doubling from 250 ms up to 5 s. */
final class Backoff {

    private static final long FIRST_MILLIS = 250;
    private static final long MAX_MILLIS = 5_000;

    private long nextMillis = FIRST_MILLIS;

    /** The time to wait before the next try. */
    long nextMillis() {
        long now = nextMillis;
        nextMillis = Math.min(MAX_MILLIS, 2 * nextMillis);
        return now;
    }

    /** A try succeeded: begin with short waits again. */
    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
