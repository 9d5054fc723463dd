package io.gigafleet.bench.policy;

import io.gigafleet.nodeagent.rack.RackPhysics;
import io.gigafleet.schemas.manifest.Sku;

/** The node agent's rack in the hall: work comes in, what it draws and how warm it is come out. */
final class HallPhysics {

    private final Sku.Spec sku;
    private final RackPhysics rack;
    private final boolean[] working;
    private double supplyCelsius;

    /** An idle rack. */
    HallPhysics(Sku.Spec sku, long seed) {
        this.sku = sku;
        rack = new RackPhysics(sku, seed);
        working = new boolean[sku.accelerators()];
        supplyCelsius = sku.cooling().supplyCelsius();
    }

    /**
     * Puts work on accelerators until something else is put there.
     *
     * @param use 0: idle, to 1: all they can draw
     * @param yields whether this work gives up its clock before other work does
     */
    void use(int[] slots, double use, boolean yields) {
        for (int slot : slots) {
            rack.use(slot, use, yields);
            working[slot] = use > 0;
        }
    }

    /** Limits the rack's power; infinite: no cap. */
    void cap(double watts) {
        rack.cap(watts);
    }

    void energize(boolean wanted) {
        rack.energize(wanted);
    }

    /** Moves time. */
    void step(double stepSeconds, double nowSupplyCelsius, double flowShare) {
        supplyCelsius = nowSupplyCelsius;
        rack.step(stepSeconds, nowSupplyCelsius, flowShare);
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

    /** Working accelerators whose clock the cap keeps down. */
    int throttledForPower() {
        return rack.energized() && rack.isPowerThrottled() ? slowed() : 0;
    }

    /** Working accelerators whose clock their own heat keeps down. */
    int throttledForHeat() {
        return rack.energized() && rack.isThermallyThrottled() && !rack.isPowerThrottled()
                ? slowed()
                : 0;
    }

    private int slowed() {
        int slowed = 0;
        for (int slot = 0; slot < working.length; slot++) {
            slowed += working[slot] && rack.speed(slot) < 1 ? 1 : 0;
        }
        return slowed;
    }

    /** Whether a die or a memory stack is at the limit at which the rack cuts its own power. */
    boolean isOverheated() {
        return rack.hottestDieCelsius() >= sku.limits().shutdownCelsius()
                || rack.hottestMemoryCelsius() >= sku.limits().memoryCelsius();
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
