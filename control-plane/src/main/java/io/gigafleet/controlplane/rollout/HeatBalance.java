package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.manifest.Sku;

/**
 * Whether the heat a rack makes is the heat its coolant takes away or stores:
 *
 * <pre>
 *   ∑ watts · liquidFraction · dt  =  ∑ flow · c · (return − supply) · dt  +  C · Δreturn
 * </pre>
 *
 * with {@code c} = 66.3 W per kelvin and L/min (water with 25% propylene glycol: 1.02 kg/L, 3.9
 * kJ/(kg K)) and {@code C} the rack's thermal mass, which rated flow would replace in 90 s. If not,
 * one of the sensors is wrong.
 *
 * @param madeJoules left side
 * @param takenJoules right side
 */
record HeatBalance(double madeJoules, double takenJoules) {

    private static final double WATTS_PER_KELVIN_AND_LITER_PER_MINUTE = 66.3;
    private static final double TAU_SECONDS = 90;

    /** How far the two sides may lie apart: sensors are good to a few percent each. */
    private static final double TOLERANCE = 0.2;

    /** Sums up over samples, which should be several. */
    static HeatBalance over(Samples samples, Sku.Spec sku) {
        double made = 0;
        double carried = 0;
        for (int at = 1; at < samples.count(); at++) {
            Sample before = samples.list().get(at - 1);
            Sample sample = samples.list().get(at);
            double seconds = (sample.atMillis() - before.atMillis()) / 1e3;
            made += sample.watts() * sku.cooling().liquidFraction() * seconds;
            carried +=
                    sample.flowMillilitersPerMinute()
                            / 1e3
                            * WATTS_PER_KELVIN_AND_LITER_PER_MINUTE
                            * (sample.returnMilliCelsius() - sample.supplyMilliCelsius())
                            / 1e3
                            * seconds;
        }
        double ratedLitersPerMinute =
                sku.cooling().flowLitersPerMinutePerKilowatt() * sku.power().peakWatts() / 1e3;
        double joulesPerKelvin =
                TAU_SECONDS * ratedLitersPerMinute * WATTS_PER_KELVIN_AND_LITER_PER_MINUTE;
        double warmedKelvin =
                (samples.last().returnMilliCelsius() - samples.first().returnMilliCelsius()) / 1e3;
        return new HeatBalance(made, carried + joulesPerKelvin * warmedKelvin);
    }

    /** Heat taken as a share of heat made. */
    double share() {
        return madeJoules == 0 ? 0 : takenJoules / madeJoules;
    }

    boolean addsUp() {
        return Math.abs(share() - 1) <= TOLERANCE;
    }

    String words() {
        return "power, flow and temperatures contradict each other: the coolant shows %.0f%% of the heat"
                .formatted(share() * 100);
    }
}
