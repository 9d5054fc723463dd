package io.gigafleet.bench.policy;

import io.gigafleet.nodeagent.rack.RackPhysics;
import io.gigafleet.schemas.manifest.Sku;

/** The node agent's rack in the hall: work comes in, what it draws and how warm it is come out. */
final class HallPhysics {

    private final Sku.Spec sku;
    private final RackPhysics rack;
    private final double[] use;
    private double capWatts = Double.POSITIVE_INFINITY;
    private double supplyCelsius;
    private double throttledForPower;

    /** An idle rack. */
    HallPhysics(Sku.Spec sku, long seed) {
        this.sku = sku;
        rack = new RackPhysics(sku, seed);
        use = new double[sku.accelerators()];
        supplyCelsius = sku.cooling().supplyCelsius();
    }

    /**
     * Puts work on accelerators until something else is put there.
     *
     * @param wanted 0: idle, to 1: all they can draw
     * @param yields whether this work gives up its clock before other work does
     */
    void use(int[] slots, double wanted, boolean yields) {
        if (use[slots[0]] == wanted) {
            return; // a replica's accelerators do the same, and most do what they did before
        }
        for (int slot : slots) {
            rack.use(slot, wanted, yields);
            use[slot] = wanted;
        }
    }

    /** Limits the rack's power; infinite: no cap. */
    void cap(double watts) {
        if (watts != capWatts) {
            capWatts = watts;
            rack.cap(watts);
        }
    }

    void energize(boolean wanted) {
        rack.energize(wanted);
    }

    /** Moves time. */
    void step(double stepSeconds, double nowSupplyCelsius, double flowShare) {
        supplyCelsius = nowSupplyCelsius;
        double before = rack.powerThrottleSeconds();
        rack.step(stepSeconds, nowSupplyCelsius, flowShare);
        throttledForPower = (rack.powerThrottleSeconds() - before) / stepSeconds;
    }

    /** Share of full speed of work on these accelerators: the slowest one's clock. */
    double speed(int[] slots) {
        if (!rack.energized()) {
            return 0;
        }
        double slowest = 1;
        for (int slot : slots) {
            slowest = Math.min(slowest, rack.speed(slot));
        }
        return slowest;
    }

    /** Working accelerators whose clock the cap kept down, on the mean of the last step. */
    double throttledForPower() {
        return throttledForPower;
    }

    /** Working accelerators whose clock their own heat keeps down. */
    int throttledForHeat() {
        if (!rack.energized() || !rack.isThermallyThrottled()) {
            return 0;
        }
        int slowed = 0;
        for (int slot = 0; slot < use.length; slot++) {
            slowed += use[slot] > 0 && rack.heatClock(slot) < 1 ? 1 : 0;
        }
        return slowed;
    }

    /** Whether a die or a memory stack is at the limit at which the rack cuts its own power. */
    boolean isOverheated() {
        return rack.hottestDieCelsius() >= sku.limits().shutdownCelsius()
                || rack.hottestMemoryCelsius() >= sku.limits().memoryCelsius();
    }

    /** Energy since the start. */
    double energyJoules() {
        return rack.energyJoules();
    }

    double rackWatts() {
        return rack.rackWatts();
    }

    double hottestDieCelsius() {
        return rack.hottestDieCelsius();
    }

    double hottestMemoryCelsius() {
        return rack.hottestMemoryCelsius();
    }

    double supplyCelsius() {
        return supplyCelsius;
    }

    double returnCelsius() {
        return rack.returnCelsius();
    }

    double litersPerMinute() {
        return rack.flowLitersPerMinute();
    }

    double heatToLoopWatts() {
        return rack.heatToLoopWatts();
    }
}
