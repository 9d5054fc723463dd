package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;

/**
 * The node agent's physics of one rack without its serving engines: use of the accelerators comes
 * in, watts, temperatures and clocks come out. It stands in the agent's package to reach the very
 * classes the agent steps, so that a week of simulated time is of the same rack.
 */
public final class RackPhysics {

    private static final double STEP_SECONDS = 1;

    private final Sku.Spec sku;
    private final RackPower power;
    private final AcceleratorHeat heat;
    private final RackCoolant coolant;
    private final double[] draw;
    private double capWatts = Double.POSITIVE_INFINITY;
    private boolean energized = true;

    /** A cold, idle rack. */
    public RackPhysics(Sku.Spec sku, long seed) {
        this.sku = sku;
        power = new RackPower(sku, seed);
        coolant = new RackCoolant(sku);
        heat = new AcceleratorHeat(sku, coolant.meanCelsius(), STEP_SECONDS, ~seed);
        draw = new double[sku.accelerators()];
    }

    /**
     * Puts work on accelerators until something else is put there.
     *
     * @param use 0: idle, to 1: all they can draw
     */
    public void use(int[] slots, double use) {
        double share = PowerCurve.drawOfUse(use);
        for (int slot : slots) {
            draw[slot] = share;
        }
    }

    /** Limits the rack's power from the next step on; infinite: no cap. */
    public void cap(double watts) {
        capWatts = watts;
    }

    /** Takes or gives power. */
    public void energize(boolean wanted) {
        energized = wanted;
    }

    /** Moves time by one second. */
    public void step(double supplyCelsius) {
        if (energized) {
            power.step(draw, heat.thermalClock, capWatts);
        } else {
            power.off();
        }
        coolant.step(
                power.rackWatts() * sku.cooling().liquidFraction(), supplyCelsius, STEP_SECONDS);
        heat.step(power.watts, coolant.meanCelsius(), coolant.flowShare());
    }

    /** Share of full speed of work on these accelerators: the slowest one's clock. */
    public double speed(int[] slots) {
        if (!energized) {
            return 0;
        }
        double slowest = 1;
        for (int slot : slots) {
            slowest = Math.min(slowest, heat.thermalClock[slot]);
        }
        return slowest * power.speed();
    }

    /** Working accelerators whose clock the cap keeps down. */
    public int throttledForPower() {
        if (!energized || power.speed() >= 1) {
            return 0;
        }
        int throttled = 0;
        for (double share : draw) {
            throttled += share > 0 ? 1 : 0;
        }
        return throttled;
    }

    /** Working accelerators whose clock their own heat keeps down. */
    public int throttledForHeat() {
        if (!energized || !heat.isThrottling()) {
            return 0;
        }
        int throttled = 0;
        for (int slot = 0; slot < draw.length; slot++) {
            throttled += draw[slot] > 0 && heat.thermalClock[slot] < 1 ? 1 : 0;
        }
        return throttled;
    }

    /** Whether a die or a memory stack is at the limit at which the rack cuts its own power. */
    public boolean isOverheated() {
        return heat.hottestDieCelsius() >= sku.limits().shutdownCelsius()
                || heat.hottestMemoryCelsius() >= sku.limits().memoryCelsius();
    }

    public double rackWatts() {
        return power.rackWatts();
    }

    public double hottestDieCelsius() {
        return heat.hottestDieCelsius();
    }

    public double hottestMemoryCelsius() {
        return heat.hottestMemoryCelsius();
    }

    public double supplyCelsius() {
        return coolant.supplyCelsius();
    }

    public double returnCelsius() {
        return coolant.returnCelsius();
    }

    public double litersPerMinute() {
        return coolant.litersPerMinute();
    }

    /** Heat the coolant takes to its loop now. */
    public double heatToLoopWatts() {
        return coolant.carriedWatts();
    }
}
