package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;

/**
 * How much power accelerators draw: {@code P = idle + (peak - idle) * use^0.8 * clock^2.4}.
 *
 * <p>Use is the share of the accelerator's switching capacity that works, 0 to 1: 1 while it
 * multiplies large matrices (prefill, burn-in), up to about 0.6 in decoding. Power is concave in
 * use (clock trees and memory wake first) and steep in clock, since voltage follows the clock
 * (dynamic power is {@code C V^2 f}). Both exponents are fits, checked against published draws in
 * {@code CalibrationTest}.
 */
public final class PowerCurve {

    public static final double USE_EXPONENT = 0.8;
    public static final double CLOCK_EXPONENT = 2.4;

    private final double idleWatts;
    private final double swingWatts;
    private final double lowestClock;
    private final double lowestDraw;

    /**
     * @throws IllegalArgumentException if the accelerator's peak is not above its idle power
     */
    public PowerCurve(Sku.Power power) {
        if (power.acceleratorPeakWatts() <= power.acceleratorIdleWatts()) {
            throw new IllegalArgumentException(
                    "acceleratorPeakWatts "
                            + power.acceleratorPeakWatts()
                            + " is not above acceleratorIdleWatts "
                            + power.acceleratorIdleWatts()
                            + ". Correct the SKU's power");
        }
        idleWatts = power.acceleratorIdleWatts();
        swingWatts = (double) power.acceleratorPeakWatts() - power.acceleratorIdleWatts();
        lowestDraw = Math.clamp((power.acceleratorMinCapWatts() - idleWatts) / swingWatts, 0.01, 1);
        lowestClock = Math.pow(lowestDraw, 1 / CLOCK_EXPONENT);
    }

    /** Watts of one accelerator that does nothing. */
    public double idleWatts() {
        return idleWatts;
    }

    /** Watts between idle and peak of one accelerator. */
    public double swingWatts() {
        return swingWatts;
    }

    /**
     * The lowest clock the accelerator's own power limit can ask for, as a share of full clock.
     * Below it only pauses (duty cycling) save power.
     */
    public double lowestClock() {
        return lowestClock;
    }

    /**
     * Speed at which the swing shrinks to a share: its clock, and under the lowest clock the share
     * of time without a pause on top.
     *
     * @param share 0 to 1
     * @return 0: stands still, to 1: full clock
     */
    public double speedOfShare(double share) {
        if (share >= 1) {
            return 1;
        }
        return share >= lowestDraw
                ? clockOfDraw(share)
                : lowestClock * Math.max(0, share) / lowestDraw;
    }

    /** Share of the swing that a use of 0 to 1 draws at full clock. */
    public static double drawOfUse(double use) {
        return use <= 0 ? 0 : Math.pow(use, USE_EXPONENT);
    }

    /** Factor a clock of 0 to 1 puts on the swing. */
    public static double drawOfClock(double clock) {
        return clock >= 1 ? 1 : Math.pow(clock, CLOCK_EXPONENT);
    }

    /**
     * The clock at which the swing shrinks to a share of 0 to 1; inverse of {@link #drawOfClock}.
     */
    public static double clockOfDraw(double draw) {
        return draw >= 1 ? 1 : Math.pow(Math.max(0, draw), 1 / CLOCK_EXPONENT);
    }
}
