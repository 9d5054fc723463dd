package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.rollout.RackEvidence.Report;
import io.gigafleet.schemas.manifest.Sku;
import java.util.Optional;

/**
 * One rack before a stage's judgement.
 *
 * @param identity what is written on it
 * @param work the stage as it was asked
 */
record StageCase(
        RackSpot spot,
        RackIdentity identity,
        RackProgress progress,
        StageWork.Asked work,
        RackEvidence evidence) {

    Sku.Spec sku() {
        return spot.sku().spec();
    }

    /** The agent's report on this very request. */
    Optional<Report> report() {
        return evidence.reportOn(progress.requestId(work));
    }

    Samples samples() {
        return evidence.samples();
    }

    /** Coolant through the rack at its SKU's rated flow. */
    long ratedFlowMillilitersPerMinute() {
        return Math.round(
                sku().cooling().flowLitersPerMinutePerKilowatt() * sku().power().peakWatts());
    }
}
