package io.gigafleet.controlplane.safety.power;

/**
 * How long a UPS carries an overload when it is hot: 60 s from 110 to 130% of what it carries for
 * ever, 1.5 s to 150%, 0.5 s above (DESIGN 7). Up to 110% five minutes (Huawei UPS2000-G user
 * manual, overload at 35 to 40 °C, whose other rows are these).
 */
public final class OverloadCurve {

    /** An overload the plane has time to answer ends here; beyond it agents act by themselves. */
    public static final int SLOW_PERMILLE = 1_300;

    private static final int SLIGHT_PERMILLE = 1_100;
    private static final int STEEP_PERMILLE = 1_500;

    private static final long SLIGHT_MILLIS = 300_000;
    private static final long SLOW_MILLIS = 60_000;
    private static final long FAST_MILLIS = 1_500;
    private static final long STEEP_MILLIS = 500;

    private OverloadCurve() {}

    /** How long a draw may last; {@link Long#MAX_VALUE} where it is no overload. */
    public static long deadlineMillis(long drawWatts, long budgetWatts) {
        if (drawWatts <= budgetWatts) {
            return Long.MAX_VALUE;
        }
        double permille = 1_000.0 * drawWatts / Math.max(1, budgetWatts);
        if (permille < SLIGHT_PERMILLE) {
            return SLIGHT_MILLIS;
        }
        if (permille <= SLOW_PERMILLE) {
            return SLOW_MILLIS;
        }
        return permille <= STEEP_PERMILLE ? FAST_MILLIS : STEEP_MILLIS;
    }
}
