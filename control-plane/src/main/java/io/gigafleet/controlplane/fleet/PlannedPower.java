package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.Sku;

/** What the watts of accelerators mean for their rack. */
public final class PlannedPower {

    /** More than a double loses here, and less than anybody meters. */
    private static final double ROUNDING_WATTS = 1e-3;

    private PlannedPower() {}

    /**
     * Watts above idle that accelerators add to their rack: their draw above their own idle, times
     * what the rest of the rack draws with them ({@link Sku.Spec#rackWattsPerAcceleratorWatt}). A
     * full rack at nameplate adds up to the SKU's peak; parts of it are rounded down, so that
     * together they are no more than the whole.
     *
     * @param wattsPerAccelerator what each draws; more than the SKU's peak counts as its peak
     */
    public static long rackWattsAboveIdle(Sku sku, long wattsPerAccelerator, int accelerators) {
        Sku.Power power = sku.spec().power();
        long each = Math.min(power.acceleratorPeakWatts(), wattsPerAccelerator);
        long aboveIdle = Math.max(0, each - power.acceleratorIdleWatts());
        double watts = accelerators * aboveIdle * sku.spec().rackWattsPerAcceleratorWatt();
        return (long) Math.floor(watts + ROUNDING_WATTS);
    }
}
