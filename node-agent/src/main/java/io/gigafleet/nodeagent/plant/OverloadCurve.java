package io.gigafleet.nodeagent.plant;

/**
 * How long a feeder's UPS carries more than it is made for, warm from work.
 *
 * <p>105 to 110% for five minutes, to 130% for 60 s, to 150% for 1.5 s, more for 0.5 s: the
 * overload ratings of double-conversion UPS, hot (Huawei UPS2000-G user manual, overload at 35 to
 * 40 °C); the deadlines the safety guard works to.
 */
public final class OverloadCurve {

    /** Up to this share of what it is made for it carries for ever. */
    public static final double LASTING_LOAD = 1.05;

    private static final double SLIGHT_LOAD = 1.1;

    private static final double HIGH_LOAD = 1.3;
    private static final double EXTREME_LOAD = 1.5;
    private static final double SLIGHT_SECONDS = 300;
    private static final double OVERLOAD_SECONDS = 60;
    private static final double HIGH_SECONDS = 1.5;
    private static final double EXTREME_SECONDS = 0.5;

    private OverloadCurve() {}

    /**
     * How long a load is carried before the breaker opens.
     *
     * @param load a share of what is carried for ever: 1 is the continuous rating
     * @return infinite up to {@link #LASTING_LOAD}
     */
    public static double carriedSeconds(double load) {
        if (load <= LASTING_LOAD) {
            return Double.POSITIVE_INFINITY;
        }
        if (load <= SLIGHT_LOAD) {
            return SLIGHT_SECONDS;
        }
        if (load <= HIGH_LOAD) {
            return OVERLOAD_SECONDS;
        }
        return load <= EXTREME_LOAD ? HIGH_SECONDS : EXTREME_SECONDS;
    }
}
