package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.placement.predict.PredictedPower.Draw;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import io.gigafleet.schemas.manifest.InferenceService.PowerPlanning;
import io.gigafleet.schemas.manifest.Sku;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The draw that placement plans with for one service on one rack model. */
@Schema(
        name = "PlannedDraw",
        description = "The draw of one accelerator that placement plans with, on one rack model")
public record PlannedDrawAnswer(
        String sku,
        @Schema(description = "With its margin, and never above the model's peak")
                long wattsPerAccelerator,
        @Schema(
                        description =
                                "NAMEPLATE: the model's peak; DECLARED: as the manifest says;"
                                        + " OBSERVED: the 99th percentile and a margin",
                        enumeration = {"NAMEPLATE", "DECLARED", "OBSERVED"})
                String source,
        @Schema(description = "Observed without a margin; null: not enough yet", nullable = true)
                @Nullable Long observedWatts,
        @Schema(description = "Added to what was observed, in per cent; 0 if nothing was")
                int marginPercent,
        @Schema(description = "Rack-minutes the observation rests on") long rackMinutes) {

    private static final long PER_CENT = 100;

    /** The draws of a service on each rack model it may run on. */
    static List<PlannedDrawAnswer> of(
            Power power, List<String> allowed, SortedMap<String, Sku> skus, List<Draw> draws) {
        return skus.values().stream()
                .filter(sku -> allowed.isEmpty() || allowed.contains(sku.name()))
                .map(sku -> of(power, sku, draws))
                .toList();
    }

    private static PlannedDrawAnswer of(Power power, Sku sku, List<Draw> draws) {
        long peak = sku.spec().power().acceleratorPeakWatts();
        if (power.planning() == PowerPlanning.NAMEPLATE) {
            return new PlannedDrawAnswer(sku.name(), peak, "NAMEPLATE", null, 0, 0);
        }
        return draws.stream()
                .filter(draw -> draw.key().sku().equals(sku.name()))
                .findFirst()
                .map(draw -> observed(power, sku, draw))
                .orElseGet(
                        () ->
                                new PlannedDrawAnswer(
                                        sku.name(),
                                        Math.min(peak, power.wattsPerAccelerator().orElse(peak)),
                                        "DECLARED",
                                        null,
                                        0,
                                        0));
    }

    private static PlannedDrawAnswer observed(Power power, Sku sku, Draw draw) {
        int margin = power.marginPercent().orElse(Power.USUAL_MARGIN_PERCENT);
        long planned = Math.ceilDiv(draw.wattsPerAccelerator() * (PER_CENT + margin), PER_CENT);
        return new PlannedDrawAnswer(
                sku.name(),
                Math.min(sku.spec().power().acceleratorPeakWatts(), planned),
                "OBSERVED",
                draw.wattsPerAccelerator(),
                margin,
                draw.rackMinutes());
    }
}
