package io.gigafleet.controlplane.placement.predict;

import java.util.Arrays;

/**
 * How often accelerators drew how much, in steps of {@link #BIN_WATTS}, over the last two windows
 * of {@link #WINDOW_MINUTES}: what is older is forgotten a window at a time.
 */
final class DrawCounts {

    /** Width of a step. */
    static final long BIN_WATTS = 10;

    /** Minutes of one window. */
    static final int WINDOW_MINUTES = 360;

    private static final int PER_CENT = 100;

    private int[] current;
    private int[] previous;
    private long samples;
    private long previousSamples;
    private int minutes;

    /**
     * @param peakWatts the most one accelerator can draw; more counts as that
     */
    DrawCounts(long peakWatts) {
        int bins = (int) (Math.max(0, peakWatts) / BIN_WATTS) + 1;
        current = new int[bins];
        previous = new int[bins];
    }

    /** Counts a sample. */
    void add(long wattsPerAccelerator) {
        long bin = Math.clamp(wattsPerAccelerator / BIN_WATTS, 0, current.length - 1L);
        current[(int) bin]++;
        samples++;
    }

    /** A minute is over. */
    void endMinute() {
        minutes++;
        if (minutes == WINDOW_MINUTES) {
            int[] oldest = previous;
            previous = current;
            previousSamples = samples;
            Arrays.fill(oldest, 0);
            current = oldest;
            samples = 0;
            minutes = 0;
        }
    }

    long samples() {
        return samples + previousSamples;
    }

    /**
     * The least draw that so many per cent of the samples did not exceed, rounded up to a whole
     * step.
     *
     * @throws IllegalStateException if there is no sample
     */
    long percentileWatts(int percent) {
        if (samples() == 0) {
            throw new IllegalStateException("a percentile of no sample");
        }
        long needed = Math.ceilDiv(samples() * percent, (long) PER_CENT);
        long seen = 0;
        int bin = 0;
        while (seen < needed) {
            seen += current[bin] + previous[bin];
            bin++;
        }
        return bin * BIN_WATTS;
    }
}
