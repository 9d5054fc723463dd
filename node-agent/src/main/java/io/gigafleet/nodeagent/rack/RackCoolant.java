package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;

/**
 * The coolant inside a rack, one thermal mass: {@code C dT/dt = heat - flow * c * (T - T_supply)}.
 * Its time constant is 90 s at rated flow; without flow it heats on, about one kelvin in ten
 * seconds at full power.
 */
public final class RackCoolant {

    /**
     * Heat that one litre per minute carries per kelvin: water with 25% propylene glycol, 1.02 kg/L
     * and 3.9 kJ/(kg K), over 60 s.
     */
    public static final double WATTS_PER_KELVIN_AND_LITER_PER_MINUTE = 66.3;

    private static final double TAU_SECONDS = 90;

    /** Under this share of rated flow, what stands in the plates is no longer the supply. */
    private static final double REPLACING_FLOW_SHARE = 0.1;

    private final double ratedLitersPerMinute;
    private final double joulesPerKelvin;
    private double flowShare = 1;
    private double lastTimeConstants;
    private double lastApproach;
    private double returnCelsius;
    private double returnMaxCelsius;
    private double supplyCelsius;

    /** Coolant in the steady state of an idle rack. */
    RackCoolant(Sku.Spec sku) {
        ratedLitersPerMinute =
                sku.cooling().flowLitersPerMinutePerKilowatt() * sku.power().peakWatts() / 1_000;
        joulesPerKelvin =
                TAU_SECONDS * ratedLitersPerMinute * WATTS_PER_KELVIN_AND_LITER_PER_MINUTE;
        supplyCelsius = sku.cooling().supplyCelsius();
        double idleHeatWatts = sku.power().idleWatts() * sku.cooling().liquidFraction();
        returnCelsius =
                supplyCelsius
                        + idleHeatWatts
                                / (ratedLitersPerMinute * WATTS_PER_KELVIN_AND_LITER_PER_MINUTE);
        returnMaxCelsius = returnCelsius;
    }

    /** Moves it by a step; exact for any length, as long as heat, supply and flow hold. */
    void step(double heatWatts, double newSupplyCelsius, double stepSeconds) {
        supplyCelsius = newSupplyCelsius;
        double wattsPerKelvin = litersPerMinute() * WATTS_PER_KELVIN_AND_LITER_PER_MINUTE;
        if (wattsPerKelvin > 0) {
            double steadyCelsius = supplyCelsius + heatWatts / wattsPerKelvin;
            returnCelsius +=
                    (steadyCelsius - returnCelsius)
                            * approach(stepSeconds * wattsPerKelvin / joulesPerKelvin);
        } else {
            returnCelsius += heatWatts * stepSeconds / joulesPerKelvin;
        }
        returnMaxCelsius = Math.max(returnMaxCelsius, returnCelsius);
    }

    /** How far a step goes towards the steady state; flow and step seldom change. */
    private double approach(double timeConstants) {
        if (timeConstants != lastTimeConstants) {
            lastTimeConstants = timeConstants;
            lastApproach = -Math.expm1(-timeConstants);
        }
        return lastApproach;
    }

    /** Flow as a share of rated flow; 0: valves closed or pump lost. */
    void flowShare(double share) {
        flowShare = Math.clamp(share, 0, 1);
    }

    double flowShare() {
        return flowShare;
    }

    /** Temperature the cold plates see: the mean of what comes in and what goes out. */
    double meanCelsius() {
        double replaced = Math.min(1, flowShare / REPLACING_FLOW_SHARE);
        double inlet = returnCelsius + (supplyCelsius - returnCelsius) * replaced;
        return (inlet + returnCelsius) / 2;
    }

    double supplyCelsius() {
        return supplyCelsius;
    }

    double returnCelsius() {
        return returnCelsius;
    }

    double returnMaxCelsius() {
        return returnMaxCelsius;
    }

    double ratedLitersPerMinute() {
        return ratedLitersPerMinute;
    }

    double litersPerMinute() {
        return flowShare * ratedLitersPerMinute;
    }

    /** Heat the flow takes to the loop now. */
    double carriedWatts() {
        return litersPerMinute()
                * WATTS_PER_KELVIN_AND_LITER_PER_MINUTE
                * (returnCelsius - supplyCelsius);
    }

    void beginInterval() {
        returnMaxCelsius = returnCelsius;
    }
}
