package io.gigafleet.bench.policy;

/**
 * The facility water of a hot week: every afternoon at three the CDUs supply {@link #WARMER_KELVIN}
 * more than by design and reject {@link #CAPACITY_LOST} less heat, as dry coolers do when the air
 * is hot; from nine in the evening to nine in the morning all is as designed. Assumed.
 */
final class HotWeek {

    static final double WARMER_KELVIN = 3;
    static final double CAPACITY_LOST = 0.12;

    private static final double DAY_SECONDS = 86_400;
    private static final double NINE = 9 * 3_600;

    private HotWeek() {}

    /** How hot it is: 0 at night, 1 at three in the afternoon. */
    static double heat(int second) {
        return Math.max(0, Math.sin(2 * Math.PI * (second - NINE) / DAY_SECONDS));
    }

    static double warmerKelvin(int second) {
        return WARMER_KELVIN * heat(second);
    }

    /** Share of its declared heat that a loop rejects. */
    static double capacityShare(int second) {
        return 1 - CAPACITY_LOST * heat(second);
    }
}
