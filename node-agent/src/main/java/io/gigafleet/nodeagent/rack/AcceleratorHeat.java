package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Temperatures of dies and memories, and the clock each die allows itself.
 *
 * <p>{@code dT/dt = (T_coolant + R_th(flow) * P - T) / tau}, with tau 6 s for dies and 12 s for
 * memory stacks. The thermal resistance puts a die at peak power {@link #DIE_RISE_KELVIN} above its
 * coolant at rated flow, so that a rack on design supply stays some ten kelvin under its slowdown
 * limit; the part that depends on flow follows the 0.8th power, as turbulent convection does. Parts
 * differ by up to 6%.
 */
final class AcceleratorHeat {

    static final double DIE_RISE_KELVIN = 28;
    static final double MEMORY_RISE_KELVIN = 33;

    private static final double DIE_TAU_SECONDS = 6;
    private static final double MEMORY_TAU_SECONDS = 12;
    private static final double SPREAD = 0.06;
    private static final double CONVECTION_SHARE = 0.6;
    private static final double CONVECTION_EXPONENT = 0.8;

    /** Below this share of rated flow the coolant only conducts. */
    private static final double STILL_FLOW_SHARE = 0.02;

    private static final double LOWEST_THERMAL_CLOCK = 0.2;

    /** A die at its limit gives up a tenth of its clock in each such time, and regains 0.02. */
    private static final double CLOCK_STEP_SECONDS = 0.1;

    private static final double CLOCK_FALL_PER_STEP = 0.9;
    private static final double CLOCK_RISE_PER_STEP = 0.02;

    /** Nearer than this to a limit, clocks may have to move within a second. */
    private static final double NEAR_KELVIN = 6;

    private static final double HYSTERESIS_KELVIN = 3;

    final double[] dieCelsius;
    final double[] dieMaxCelsius;
    final double[] memoryCelsius;

    /** Share of full clock each accelerator's heat allows. */
    final double[] thermalClock;

    /** The share of its swing that clock draws. */
    final double[] thermalDraw;

    private final double[] spread;
    private final double dieKelvinPerWatt;
    private final double memoryKelvinPerWatt;
    private final Sku.Limits limits;
    private final double[] mostClock;
    private double stepSeconds;
    private double dieStepShare;
    private double memoryStepShare;
    private double clockFall;
    private double clockRise;
    private double lastFlowShare = 1;
    private double resistanceFactor = 1;
    private boolean throttling;
    private double hottestDieCelsius = Double.NEGATIVE_INFINITY;
    private double hottestMemoryCelsius = Double.NEGATIVE_INFINITY;

    /**
     * Temperatures in the steady state of an idle rack.
     *
     * @param coolantCelsius what the cold plates see
     */
    AcceleratorHeat(Sku.Spec sku, double coolantCelsius, long seed) {
        int count = sku.accelerators();
        limits = sku.limits();
        spread = SeededNoise.factors(count, SPREAD, seed);
        dieKelvinPerWatt = DIE_RISE_KELVIN / sku.power().acceleratorPeakWatts();
        memoryKelvinPerWatt = MEMORY_RISE_KELVIN / sku.power().acceleratorPeakWatts();
        dieCelsius = new double[count];
        dieMaxCelsius = new double[count];
        memoryCelsius = new double[count];
        thermalClock = new double[count];
        thermalDraw = new double[count];
        mostClock = new double[count];
        Arrays.fill(thermalClock, 1);
        Arrays.fill(thermalDraw, 1);
        Arrays.fill(mostClock, 1);
        double idleWatts = sku.power().acceleratorIdleWatts();
        for (int slot = 0; slot < count; slot++) {
            double spreadWatts = idleWatts * spread[slot];
            dieCelsius[slot] = coolantCelsius + spreadWatts * dieKelvinPerWatt;
            memoryCelsius[slot] = coolantCelsius + spreadWatts * memoryKelvinPerWatt;
            dieMaxCelsius[slot] = dieCelsius[slot];
            hottestDieCelsius = Math.max(hottestDieCelsius, dieCelsius[slot]);
            hottestMemoryCelsius = Math.max(hottestMemoryCelsius, memoryCelsius[slot]);
        }
    }

    private void stepSeconds(double seconds) {
        stepSeconds = seconds;
        dieStepShare = -Math.expm1(-seconds / DIE_TAU_SECONDS);
        memoryStepShare = -Math.expm1(-seconds / MEMORY_TAU_SECONDS);
        clockFall = Math.pow(CLOCK_FALL_PER_STEP, seconds / CLOCK_STEP_SECONDS);
        clockRise = CLOCK_RISE_PER_STEP * seconds / CLOCK_STEP_SECONDS;
    }

    /** Keeps some accelerators' clocks down whatever their heat; 1 lets them go. */
    void holdClock(BitSet slots, double clock) {
        for (int slot = 0; slot < mostClock.length; slot++) {
            mostClock[slot] = slots.get(slot) ? clock : 1;
        }
        setThermalClocks();
    }

    /**
     * Warms or cools everything for one step.
     *
     * @param coolantCelsius what the cold plates see
     * @param flowShare flow as a share of the rated flow
     * @param seconds how long it lasts; any length is exact as long as watts and coolant hold
     */
    void step(double[] watts, double coolantCelsius, double flowShare, double seconds) {
        if (seconds != stepSeconds) {
            stepSeconds(seconds);
        }
        if (flowShare != lastFlowShare) {
            lastFlowShare = flowShare;
            resistanceFactor = resistanceFactor(flowShare);
        }
        double dieResistance = dieKelvinPerWatt * resistanceFactor;
        double memoryResistance = memoryKelvinPerWatt * resistanceFactor;
        double hottestDie = Double.NEGATIVE_INFINITY;
        double hottestMemory = Double.NEGATIVE_INFINITY;
        for (int slot = 0; slot < watts.length; slot++) {
            double spreadWatts = watts[slot] * spread[slot];
            double die = dieCelsius[slot];
            die += (coolantCelsius + dieResistance * spreadWatts - die) * dieStepShare;
            dieCelsius[slot] = die;
            dieMaxCelsius[slot] = Math.max(dieMaxCelsius[slot], die);
            double memory = memoryCelsius[slot];
            memory += (coolantCelsius + memoryResistance * spreadWatts - memory) * memoryStepShare;
            memoryCelsius[slot] = memory;
            hottestDie = Math.max(hottestDie, die);
            hottestMemory = Math.max(hottestMemory, memory);
        }
        hottestDieCelsius = hottestDie;
        hottestMemoryCelsius = hottestMemory;
        if (throttling || distanceToSlowdown(hottestDie, hottestMemory) >= 0) {
            setThermalClocks();
        }
    }

    private static double resistanceFactor(double flowShare) {
        double convection = Math.pow(Math.max(flowShare, STILL_FLOW_SHARE), -CONVECTION_EXPONENT);
        return 1 - CONVECTION_SHARE + CONVECTION_SHARE * convection;
    }

    private void setThermalClocks() {
        throttling = false;
        for (int slot = 0; slot < thermalClock.length; slot++) {
            double clock =
                    Math.min(
                            mostClock[slot],
                            nextThermalClock(
                                    thermalClock[slot],
                                    distanceToSlowdown(dieCelsius[slot], memoryCelsius[slot])));
            if (clock != thermalClock[slot]) {
                thermalClock[slot] = clock;
                thermalDraw[slot] = PowerCurve.drawOfClock(clock);
            }
            throttling |= clock < 1;
        }
    }

    /** Kelvins above the nearer of the temperatures at which clocks fall; negative below. */
    private double distanceToSlowdown(double die, double memory) {
        return Math.max(
                die - limits.slowdownCelsius(),
                memory - (limits.memoryCelsius() - HYSTERESIS_KELVIN));
    }

    private double nextThermalClock(double clock, double distance) {
        if (distance >= 0) {
            return Math.max(LOWEST_THERMAL_CLOCK, clock * clockFall);
        }
        return distance < -HYSTERESIS_KELVIN ? Math.min(1, clock + clockRise) : clock;
    }

    /** True while clocks move, or could have to within a second. */
    boolean isNearLimit() {
        return throttling
                || distanceToSlowdown(hottestDieCelsius, hottestMemoryCelsius) > -NEAR_KELVIN;
    }

    /** True while some accelerator's heat keeps its clock down. */
    boolean isThrottling() {
        return throttling;
    }

    double hottestDieCelsius() {
        return hottestDieCelsius;
    }

    double hottestMemoryCelsius() {
        return hottestMemoryCelsius;
    }

    /** Starts a new interval for the maxima. */
    void beginInterval() {
        System.arraycopy(dieCelsius, 0, dieMaxCelsius, 0, dieCelsius.length);
    }
}
