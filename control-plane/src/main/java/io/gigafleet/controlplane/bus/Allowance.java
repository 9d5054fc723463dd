package io.gigafleet.controlplane.bus;

import java.util.concurrent.TimeUnit;

/** So many at once, and so many a second in the long run. One thread uses it. */
final class Allowance {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double burst;
    private final double perSecond;
    private double left;
    private long filledAtNanos;

    /**
     * A full allowance.
     *
     * @param nowNanos a clock that never jumps
     */
    Allowance(double burst, double perSecond, long nowNanos) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
        this.filledAtNanos = nowNanos;
    }

    /** Takes one; false if there is none left. */
    boolean take(long nowNanos) {
        left = Math.min(burst, left + (nowNanos - filledAtNanos) / NANOS_PER_SECOND * perSecond);
        filledAtNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
