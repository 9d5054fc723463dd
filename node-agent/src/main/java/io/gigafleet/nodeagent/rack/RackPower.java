package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Watts of a rack and its accelerators, and the clocks that keep them under the cap.
 *
 * <p>A rack draws its SKU's idle power plus {@link Sku.Spec#rackWattsPerAcceleratorWatt} for each
 * watt its accelerators draw above their idle: exactly the SKU's idle power when nothing runs,
 * exactly its peak when every accelerator is fully used.
 *
 * <p>A cap takes from those who yield (preemptible replicas) first; the others lose nothing as long
 * as that is enough. Within each of the two groups all run at one clock. Since the swing is {@code
 * demand * clock^2.4}, the clock that meets the cap is solved and not searched, so power is at or
 * under the cap in the very step that would have exceeded it. Under the lowest clock the
 * accelerators' limiters know, work pauses for a share of the time; a cap under the rack's idle
 * power can't be met, and the rack idles.
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
    private double firmSpeed = 1;
    private double yieldingSpeed = 1;

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
     * @param load what each accelerator is asked to do
     * @param heat what its heat leaves of it
     * @param capWatts most the rack may draw; infinite: no cap
     */
    void step(SlotLoad load, AcceleratorHeat heat, double capWatts) {
        demand(load.draw);
        if (heat.isThrottling()) {
            demandOfCool(heat.thermalDraw);
        }
        double all = 0;
        for (int slot = 0; slot < watts.length; slot++) {
            all += watts[slot];
        }
        double wattsPerDemand = curve.swingWatts() * rackWattsPerAcceleratorWatt;
        double wanted = rackIdleWatts + all * wattsPerDemand;
        if (wanted <= capWatts) {
            firmSpeed = 1;
            yieldingSpeed = 1;
            rackWatts = wanted;
            share();
        } else {
            cap(all, Math.max(0, capWatts - rackIdleWatts) / wattsPerDemand, load.yielding);
            rackWatts = Math.max(rackIdleWatts, capWatts);
        }
        rackMaxWatts = Math.max(rackMaxWatts, rackWatts);
    }

    // Demands stand in the column of watts until they are turned into them. Columns that most racks
    // do not need are left alone: fetching them costs more than the sums.

    private void demand(double[] draw) {
        for (int slot = 0; slot < watts.length; slot++) {
            watts[slot] = spread[slot] * draw[slot];
        }
    }

    private void demandOfCool(double[] thermalDraw) {
        for (int slot = 0; slot < watts.length; slot++) {
            watts[slot] *= thermalDraw[slot];
        }
    }

    /** Turns demands into watts, each in full. */
    private void share() {
        double swing = curve.swingWatts();
        for (int slot = 0; slot < watts.length; slot++) {
            double now = idleWatts[slot] + watts[slot] * swing;
            watts[slot] = now;
            maxWatts[slot] = Math.max(maxWatts[slot], now);
        }
    }

    /** Turns demands into watts, each group with its share of what it asks for. */
    private void cap(double all, double allowed, double[] yielding) {
        double soft = 0;
        for (int slot = 0; slot < watts.length; slot++) {
            soft += watts[slot] * yielding[slot];
        }
        double firm = Math.max(0, all - soft);
        double firmShare = firm <= allowed ? 1 : allowed / firm;
        double yieldingShare = soft > 0 ? Math.clamp((allowed - firm) / soft, 0, 1) : 0;
        firmSpeed = curve.speedOfShare(firmShare);
        yieldingSpeed = curve.speedOfShare(yieldingShare);
        double firmSwing = curve.swingWatts() * firmShare;
        double less = curve.swingWatts() * (yieldingShare - firmShare);
        for (int slot = 0; slot < watts.length; slot++) {
            double now = idleWatts[slot] + watts[slot] * (firmSwing + less * yielding[slot]);
            watts[slot] = now;
            maxWatts[slot] = Math.max(maxWatts[slot], now);
        }
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
        firmSpeed = 1;
        yieldingSpeed = 1;
    }

    double rackWatts() {
        return rackWatts;
    }

    double rackMaxWatts() {
        return rackMaxWatts;
    }

    /**
     * Share of full speed the cap leaves: the clock, times the share of time without a pause.
     *
     * @param yields true for those who give up their clock first
     */
    double speed(boolean yields) {
        return yields ? yieldingSpeed : firmSpeed;
    }

    /** True if the cap kept some clock down in the last step. */
    boolean isThrottling() {
        return firmSpeed < 1 || yieldingSpeed < 1;
    }

    void beginInterval() {
        System.arraycopy(watts, 0, maxWatts, 0, watts.length);
        rackMaxWatts = rackWatts;
    }
}
