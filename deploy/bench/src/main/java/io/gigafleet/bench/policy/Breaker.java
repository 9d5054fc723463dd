package io.gigafleet.bench.policy;

import io.gigafleet.nodeagent.plant.OverloadCurve;

/**
 * The protection of one power domain: the plant's {@link OverloadCurve}, and below where it begins
 * what vendors grant a warm UPS, five minutes between 105 and 110% (Huawei UPS2000-G user manual,
 * overload at 35 to 40 °C, whose other rows are the curve's). What an overload has used up comes
 * back within a minute at or under what it is made for.
 */
final class Breaker {

    private static final double RECOVERY_SECONDS = 60;
    private static final double LASTING_LOAD = 1.05;
    private static final double SLIGHT_OVERLOAD_SECONDS = 300;

    private static final double ROUNDING = 1e-9;

    private double usedUp;

    /**
     * A span of time.
     *
     * @param load watts as a share of what the domain carries for ever
     * @return false: it trips
     */
    boolean carries(double load, double seconds) {
        usedUp =
                load <= 1
                        ? Math.max(0, usedUp - seconds / RECOVERY_SECONDS)
                        : usedUp + seconds / carriedSeconds(load);
        return usedUp < 1 - ROUNDING;
    }

    /** Closes it, cooled down. */
    void reset() {
        usedUp = 0;
    }

    private static double carriedSeconds(double load) {
        if (load <= LASTING_LOAD) {
            return Double.POSITIVE_INFINITY;
        }
        return load <= OverloadCurve.LASTING_LOAD
                ? SLIGHT_OVERLOAD_SECONDS
                : OverloadCurve.carriedSeconds(load);
    }
}
