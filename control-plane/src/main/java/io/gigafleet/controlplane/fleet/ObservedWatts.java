package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Sku;
import java.util.Map;

/**
 * The draw that was observed of a service, with its margin; what its manifest declares on rack
 * models where not enough was observed. Never above the model's peak.
 *
 * @param power as the manifest declares it
 * @param observedWatts per accelerator and without a margin, by name of the rack model
 */
public record ObservedWatts(InferenceService.Power power, Map<String, Long> observedWatts)
        implements PlannedWatts {

    private static final long PER_CENT = 100;

    public ObservedWatts {
        observedWatts = Map.copyOf(observedWatts);
        if (power.planning() != InferenceService.PowerPlanning.PREDICTED) {
            throw new IllegalArgumentException("a service planned with nameplate is not observed");
        }
    }

    @Override
    public long aboveIdle(Sku sku, int accelerators) {
        Long observed = observedWatts.get(sku.name());
        return observed == null
                ? new PlannedWatts.Declared(power).aboveIdle(sku, accelerators)
                : PlannedPower.rackWattsAboveIdle(sku, withMargin(observed), accelerators);
    }

    private long withMargin(long watts) {
        long margin = power.marginPercent().orElse(InferenceService.Power.USUAL_MARGIN_PERCENT);
        return Math.ceilDiv(watts * (PER_CENT + margin), PER_CENT);
    }
}
