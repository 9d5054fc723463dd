package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Sku;

/** The watts that placement commits for a replica. */
public final class PlannedPower {

    private PlannedPower() {}

    /**
     * Watts above idle that a replica adds to its rack: its accelerators' planned draw above their
     * idle, times what the rest of the rack draws with them ({@link
     * Sku.Spec#rackWattsPerAcceleratorWatt}). A full rack at nameplate adds up to the SKU's peak.
     */
    public static long wattsAboveIdle(Sku sku, InferenceService.Spec service) {
        Sku.Power power = sku.spec().power();
        long perAccelerator =
                switch (service.power().planning()) {
                    case NAMEPLATE -> power.acceleratorPeakWatts();
                    case PREDICTED ->
                            Math.min(
                                    power.acceleratorPeakWatts(),
                                    service.power()
                                            .wattsPerAccelerator()
                                            .orElse(power.acceleratorPeakWatts()));
                };
        long aboveIdle = Math.max(0, perAccelerator - power.acceleratorIdleWatts());
        return (long)
                Math.ceil(
                        service.shape().accelerators()
                                * aboveIdle
                                * sku.spec().rackWattsPerAcceleratorWatt());
    }
}
