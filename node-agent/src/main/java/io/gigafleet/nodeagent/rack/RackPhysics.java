package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.BitSet;

/**
 * Power, heat and coolant of one rack: what its accelerators are asked to do and the cap give
 * watts; watts and flow give temperatures; temperatures give the clocks heat allows.
 *
 * <p>Steps may have any length. Every part is solved exactly for inputs that hold over the step;
 * since the parts feed each other, long steps are taken in spans of at most {@link
 * #COARSE_SECONDS}, and of {@link #FINE_SECONDS} while heat moves clocks or is about to.
 */
public final class RackPhysics {

    /** Longest span while heat moves clocks. */
    public static final double FINE_SECONDS = 0.1;

    /** Longest span. */
    public static final double COARSE_SECONDS = 1;

    /** What is left of a step below this is rounding. */
    private static final double NO_TIME_SECONDS = 1e-9;

    final SlotLoad load;
    final RackPower power;
    final AcceleratorHeat heat;
    final RackCoolant coolant;

    private final Sku.Spec sku;
    private double capWatts = Double.POSITIVE_INFINITY;
    private double shelfWatts = Double.POSITIVE_INFINITY;
    private boolean energized = true;
    private double energyJoules;
    private double powerThrottleSeconds;
    private double thermalThrottleSeconds;

    /** An idle rack in its steady state. The same seed gives the same rack. */
    public RackPhysics(Sku.Spec sku, long seed) {
        this.sku = sku;
        load = new SlotLoad(sku.accelerators());
        power = new RackPower(sku, seed);
        coolant = new RackCoolant(sku);
        // Another seed than that of power: who draws more is not who is cooled worse.
        heat = new AcceleratorHeat(sku, coolant.meanCelsius(), ~seed);
    }

    /**
     * Sets what one accelerator is asked to do from now on.
     *
     * @param use 0: nothing, to 1: all it can draw
     * @param yields true if it gives up its clock before others do
     */
    public void use(int slot, double use, boolean yields) {
        load.use(slot, use, yields);
    }

    /**
     * Limits the rack's power from now on, at once.
     *
     * @param watts infinite: no cap
     */
    public void cap(double watts) {
        capWatts = watts;
        setWatts();
    }

    /** What its power shelves can carry; infinite: all are there. */
    void shelves(double watts) {
        shelfWatts = watts;
        setWatts();
    }

    /** Takes or gives power, at once. */
    public void energize(boolean wanted) {
        energized = wanted;
        load.power(wanted);
        setWatts();
    }

    public boolean energized() {
        return energized;
    }

    /** Takes away accelerators that are dead or not there. */
    void dead(BitSet slots) {
        power.dead(slots);
    }

    private void setWatts() {
        if (energized) {
            power.step(load, heat, Math.min(capWatts, shelfWatts));
        } else {
            power.off();
        }
    }

    /**
     * Lets time pass.
     *
     * @param supplyCelsius what the loop supplies
     * @param flowShare coolant flow as a share of the rated flow, 0 to 1
     */
    public void step(double stepSeconds, double supplyCelsius, double flowShare) {
        coolant.flowShare(flowShare);
        double left = stepSeconds;
        while (left > NO_TIME_SECONDS) {
            double span = Math.min(left, heat.isNearLimit() ? FINE_SECONDS : COARSE_SECONDS);
            pass(span, supplyCelsius);
            left -= span;
        }
    }

    private void pass(double seconds, double supplyCelsius) {
        setWatts();
        coolant.step(power.rackWatts() * sku.cooling().liquidFraction(), supplyCelsius, seconds);
        countThrottling(seconds);
        heat.step(power.watts, coolant.meanCelsius(), coolant.flowShare(), seconds);
        energyJoules += power.rackWatts() * seconds;
    }

    private void countThrottling(double seconds) {
        if (!power.isThrottling() && !heat.isThrottling()) {
            return;
        }
        for (int slot = 0; slot < load.draw.length; slot++) {
            if (load.draw[slot] > 0 && power.speed(load.yielding[slot] > 0) < 1) {
                powerThrottleSeconds += seconds;
            }
            if (heat.thermalClock[slot] < 1) {
                thermalThrottleSeconds += seconds;
            }
        }
    }

    /** Starts a new interval for maxima and throttle times. */
    public void beginInterval() {
        power.beginInterval();
        heat.beginInterval();
        coolant.beginInterval();
        powerThrottleSeconds = 0;
        thermalThrottleSeconds = 0;
    }

    public double rackWatts() {
        return power.rackWatts();
    }

    /** The most it drew in the interval. */
    public double rackMaxWatts() {
        return power.rackMaxWatts();
    }

    public double acceleratorWatts(int slot) {
        return power.watts[slot];
    }

    public double dieCelsius(int slot) {
        return heat.dieCelsius[slot];
    }

    public double hottestDieCelsius() {
        return heat.hottestDieCelsius();
    }

    public double hottestMemoryCelsius() {
        return heat.hottestMemoryCelsius();
    }

    /** Heat the coolant takes to the loop now. */
    public double heatToLoopWatts() {
        return coolant.carriedWatts();
    }

    public double flowLitersPerMinute() {
        return coolant.litersPerMinute();
    }

    public double returnCelsius() {
        return coolant.returnCelsius();
    }

    /** Share of full speed an accelerator runs at: what its heat and the cap leave. */
    public double speed(int slot) {
        return energized ? heat.thermalClock[slot] * power.speed(load.yielding[slot] > 0) : 0;
    }

    /** Share of full clock an accelerator's heat leaves it. */
    public double heatClock(int slot) {
        return heat.thermalClock[slot];
    }

    /** True if the cap, or what its shelves carry, kept clocks down in the last step. */
    public boolean isPowerThrottled() {
        return power.isThrottling();
    }

    /** True if heat keeps some clock down. */
    public boolean isThermallyThrottled() {
        return heat.isThrottling();
    }

    /** Accelerator-seconds of work below full clock for power, in the interval. */
    public double powerThrottleSeconds() {
        return powerThrottleSeconds;
    }

    /** Accelerator-seconds below full clock for heat, in the interval. */
    public double thermalThrottleSeconds() {
        return thermalThrottleSeconds;
    }

    /** Energy since the start. */
    public double energyJoules() {
        return energyJoules;
    }
}
