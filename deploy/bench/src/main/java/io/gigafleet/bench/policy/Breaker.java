package io.gigafleet.bench.policy;

/**
 * The protection of one power domain: a UPS carries an overload only so long (DESIGN 7: 110 to 130%
 * for 60 s, 130 to 150% for 1.5 s, more for 0.5 s), then it trips. Up to 110% it carries for ever.
 * What an overload has used up comes back within a minute of less.
 */
final class Breaker {

    private static final double RECOVERY_SECONDS = 60;

    private double usedUp;

    /**
     * A span of time.
     *
     * @param load watts as a share of what the domain carries for ever
     * @return false: it trips
     */
    boolean carries(double load, double seconds) {
        double tolerated = toleratedSeconds(load);
        usedUp =
                tolerated == Double.POSITIVE_INFINITY
                        ? Math.max(0, usedUp - seconds / RECOVERY_SECONDS)
                        : usedUp + seconds / tolerated;
        return usedUp < 1;
    }

    void reset() {
        usedUp = 0;
    }

    static double toleratedSeconds(double load) {
        if (load < 1.1) {
            return Double.POSITIVE_INFINITY;
        }
        if (load < 1.3) {
            return 60;
        }
        return load < 1.5 ? 1.5 : 0.5;
    }
}
