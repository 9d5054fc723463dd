package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.controlplane.safety.heat.RackHeat.Derate;
import io.gigafleet.controlplane.safety.heat.RackHeat.Estimate;
import io.gigafleet.schemas.manifest.Sku;

/**
 * What one rack's heat asks for next: derate while it will settle above its slowdown limit, less a
 * kelvin; so low that it settles four kelvins under it; raise only while it would settle seven
 * under it.
 *
 * <p>A die's rise over its coolant goes with what its accelerator draws, and that is the rack's
 * draw without what it takes for itself.
 */
final class RackWatch {

    static final int DERATE_DECI = -10;

    private static final int TARGET_DECI = -40;
    private static final int RAISE_DECI = -70;

    /** Nearer to its slowdown limit than this a rack is worth estimating. */
    private static final int WATCHED_DECI = -150;

    /** Readings closer to each other say nothing: a tenth of a degree would be much. */
    private static final long APART_MILLIS = 900;

    /** A reading so much after a derate shows the rack under it. */
    private static final long ENFORCED_MILLIS = 1_000;

    private static final int MILLI_PER_DECI = 100;
    private static final long RAISE_SHARE = 100;

    private final RackSights sights;
    private final int rack;
    private final HeatLimits limits;

    RackWatch(RackSights sights, int rack, HeatLimits limits) {
        this.sights = sights;
        this.rack = rack;
        this.limits = limits;
    }

    /** Whether it is near enough to its limits to be watched. */
    boolean isNear() {
        return distance(sights.dieDeciCelsius()[rack], sights.memoryDeciCelsius()[rack])
                >= WATCHED_DECI;
    }

    /** Takes in its newest reading. */
    RackHeat read(RackHeat known) {
        Estimate estimate = known.estimate();
        long heardAtMillis = sights.heardAtMillis()[rack];
        if (heardAtMillis == 0
                || (estimate.readAtMillis() != 0
                        && heardAtMillis - estimate.readAtMillis() < APART_MILLIS)) {
            return known;
        }
        return known.with(
                estimate.next(
                        heardAtMillis,
                        sights.dieDeciCelsius()[rack],
                        sights.memoryDeciCelsius()[rack]));
    }

    /** How far above its slowdown limits it settles; negative: below. Tenths of a kelvin. */
    int overshootDeci(RackHeat heat) {
        return distance(heat.estimate().dieSteadyDeci(), heat.estimate().memorySteadyDeci());
    }

    /** Whether it is cool enough to be raised. */
    boolean isCool(RackHeat heat) {
        return overshootDeci(heat) <= RAISE_DECI;
    }

    private int distance(int dieDeci, int memoryDeci) {
        return Math.max(
                dieDeci - limits.dieSlowdownDeci(), memoryDeci - limits.memorySlowdownDeci());
    }

    /** When the nearer of its shutdown limits is reached. */
    long timeToShutdownMillis(RackHeat heat) {
        Estimate estimate = heat.estimate();
        return Math.min(
                Approach.timeToMillis(
                        estimate.dieDeci(),
                        estimate.dieSteadyDeci(),
                        limits.dieShutdownDeci(),
                        Approach.DIE_TAU_MILLIS),
                Approach.timeToMillis(
                        estimate.memoryDeci(),
                        estimate.memorySteadyDeci(),
                        limits.memoryShutdownDeci(),
                        Approach.MEMORY_TAU_MILLIS));
    }

    /** Whether its newest readings show it under the derate it has. */
    boolean showsDerate(RackHeat heat) {
        return heat.estimate().beforeMillis() >= heat.derate().loweredAtMillis() + ENFORCED_MILLIS;
    }

    /** What it may draw to settle four kelvins under its slowdown limits; idle at least. */
    long deratedWatts(RackHeat heat, RackSpot spot) {
        Sku.Power power = spot.sku().spec().power();
        long own =
                Math.max(0, power.idleWatts() - spot.accelerators() * power.acceleratorIdleWatts());
        long accelerators = Math.max(0, sights.drawWatts()[rack] - own);
        double supplyDeci = (double) sights.supplyMilliCelsius()[rack] / MILLI_PER_DECI;
        double share =
                Math.min(
                        share(
                                heat.estimate().dieSteadyDeci(),
                                limits.dieSlowdownDeci(),
                                supplyDeci),
                        share(
                                heat.estimate().memorySteadyDeci(),
                                limits.memorySlowdownDeci(),
                                supplyDeci));
        return Math.max(spot.idleWatts(), own + (long) (accelerators * share));
    }

    /** The part of its rise over the coolant a part may keep. */
    private static double share(int steadyDeci, int limitDeci, double supplyDeci) {
        double rise = steadyDeci - supplyDeci;
        return rise <= 0 ? 1 : Math.clamp((limitDeci + TARGET_DECI - supplyDeci) / rise, 0, 1);
    }

    /** The derate a second later, while it is cool enough. */
    Derate raised(RackHeat heat, RackSpot spot) {
        if (!isCool(heat) || !showsDerate(heat)) {
            return heat.derate();
        }
        long watts = heat.derate().watts() + spot.peakWatts() / RAISE_SHARE;
        return watts >= spot.peakWatts() ? Derate.NONE : heat.derate().raised(watts);
    }
}
