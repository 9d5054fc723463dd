package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.Sku;

/** What the watts of accelerators mean for their rack. */
public final class PlannedPower {

    private PlannedPower() {}

    /**
     * Watts above idle that accelerators add to their rack: their draw above their own idle, times
     * what the rest of the rack draws with them ({@link Sku.Spec#rackWattsPerAcceleratorWatt}). A
     * full rack at nameplate adds up to the SKU's peak.
     *
     * @param wattsPerAccelerator what each draws; more than the SKU's peak counts as its peak
     */
    public static long rackWattsAboveIdle(Sku sku, long wattsPerAccelerator, int accelerators) {
        Sku.Power power = sku.spec().power();
        long each = Math.min(power.acceleratorPeakWatts(), wattsPerAccelerator);
        long aboveIdle = Math.max(0, each - power.acceleratorIdleWatts());
        return (long)
                Math.ceil(accelerators * aboveIdle * sku.spec().rackWattsPerAcceleratorWatt());
    }
}
