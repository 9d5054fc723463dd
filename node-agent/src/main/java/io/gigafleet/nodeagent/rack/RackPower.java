package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Watts of a rack and its accelerators, and the clock that keeps them under the cap.
 *
 * <p>A rack draws its SKU's idle power plus {@link Sku.Spec#rackWattsPerAcceleratorWatt} for each
 * watt its accelerators draw above their idle: exactly the SKU's idle power when nothing runs,
 * exactly its peak when every accelerator is fully used.
 *
 * <p>A cap lowers one clock for the whole rack. Since {@code rack = idle + demand * clock^2.4}, the
 * clock that meets the cap is solved and not searched, so power is at or under the cap in the very
 * step that would have exceeded it. Under the lowest clock the accelerators' limiters know, work
 * pauses for a share of the time; a cap under the rack's idle power can't be met, and the rack
 * idles.
 */
final class RackPower {

    /** Accelerators of one rack differ by up to this in what the same work draws. */
    private static final double SPREAD = 0.03;

    final double[] watts;
    final double[] maxWatts;

    private final PowerCurve curve;
    private final double fullRackIdleWatts;
    private final double rackWattsPerAcceleratorWatt;
    private final double[] spread;
    private final double[] idleWatts;
    private double rackIdleWatts;
    private double rackWatts;
    private double rackMaxWatts;
    private double clock = 1;
    private double duty = 1;

    RackPower(Sku.Spec sku, long seed) {
        curve = new PowerCurve(sku.power());
        fullRackIdleWatts = sku.power().idleWatts();
        rackIdleWatts = fullRackIdleWatts;
        rackWattsPerAcceleratorWatt = sku.rackWattsPerAcceleratorWatt();
        spread = SeededNoise.factors(sku.accelerators(), SPREAD, seed);
        watts = new double[sku.accelerators()];
        maxWatts = new double[sku.accelerators()];
        idleWatts = new double[sku.accelerators()];
        Arrays.fill(idleWatts, curve.idleWatts());
        Arrays.fill(watts, curve.idleWatts());
        rackWatts = rackIdleWatts;
        beginInterval();
    }

    /**
     * Sets everyone's watts for a step.
     *
     * @param draw share of the swing each accelerator's use draws at full clock
     * @param thermalClock clock each accelerator's heat allows
     * @param capWatts most the rack may draw; infinite: no cap
     */
    void step(double[] draw, double[] thermalClock, double capWatts) {
        double demand = 0;
        for (int slot = 0; slot < draw.length; slot++) {
            watts[slot] =
                    draw[slot] == 0
                            ? 0
                            : spread[slot]
                                    * draw[slot]
                                    * PowerCurve.drawOfClock(thermalClock[slot]);
            demand += watts[slot];
        }
        double demandWatts = demand * curve.swingWatts() * rackWattsPerAcceleratorWatt;
        double allowedWatts = Math.max(0, capWatts - rackIdleWatts);
        double allowed = demandWatts <= allowedWatts ? 1 : allowedWatts / demandWatts;
        if (allowed < 1) {
            double lowest = PowerCurve.drawOfClock(curve.lowestClock());
            clock = PowerCurve.clockOfDraw(Math.max(allowed, lowest));
            duty = Math.min(1, allowed / lowest);
        } else {
            clock = 1;
            duty = 1;
        }
        double swing = curve.swingWatts() * allowed;
        for (int slot = 0; slot < watts.length; slot++) {
            watts[slot] = idleWatts[slot] + swing * watts[slot];
            maxWatts[slot] = Math.max(maxWatts[slot], watts[slot]);
        }
        rackWatts = rackIdleWatts + demandWatts * allowed;
        rackMaxWatts = Math.max(rackMaxWatts, rackWatts);
    }

    /** Takes away the idle power of accelerators that are dead or not there. */
    void dead(BitSet slots) {
        rackIdleWatts = fullRackIdleWatts;
        for (int slot = 0; slot < idleWatts.length; slot++) {
            idleWatts[slot] = slots.get(slot) ? 0 : curve.idleWatts();
            rackIdleWatts -= curve.idleWatts() - idleWatts[slot];
        }
    }

    /** Everything is off. */
    void off() {
        Arrays.fill(watts, 0);
        rackWatts = 0;
        clock = 1;
        duty = 1;
    }

    double rackWatts() {
        return rackWatts;
    }

    double rackMaxWatts() {
        return rackMaxWatts;
    }

    /** Share of full speed the cap leaves: its clock, times the share of time it doesn't pause. */
    double speed() {
        return clock * duty;
    }

    void beginInterval() {
        System.arraycopy(watts, 0, maxWatts, 0, watts.length);
        rackMaxWatts = rackWatts;
    }
}
