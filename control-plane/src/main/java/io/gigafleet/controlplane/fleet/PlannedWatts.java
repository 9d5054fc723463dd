package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Sku;

/** The draw placement plans with for one service. */
@FunctionalInterface
public interface PlannedWatts {

    /**
     * Watts above a rack's idle power that so many accelerators of the service add to a rack of
     * that SKU.
     */
    long aboveIdle(Sku sku, int accelerators);

    /** What the service's manifest declares: nameplate, or its own figure. */
    record Declared(InferenceService.Power power) implements PlannedWatts {
        @Override
        public long aboveIdle(Sku sku, int accelerators) {
            long peak = sku.spec().power().acceleratorPeakWatts();
            long each =
                    switch (power.planning()) {
                        case NAMEPLATE -> peak;
                        case PREDICTED -> power.wattsPerAccelerator().orElse(peak);
                    };
            return PlannedPower.rackWattsAboveIdle(sku, each, accelerators);
        }
    }
}
