package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One rack as ordered, and where it stands. */
@Schema(name = "DeliveredRack", description = "A rack as ordered, and where it stands")
public record DeliveredRackAnswer(
        String rack,
        String sku,
        String serial,
        @Schema(description = "What was built together; empty: not known") String batch,
        String hall,
        String row,
        @Schema(description = "Place in the row, from 1") int position,
        @Schema(description = "PLANNED: nobody has seen it") RackStage stage,
        @Schema(description = "The rollout that last moved it; empty: none has") String rollout) {

    static DeliveredRackAnswer of(FleetPicture picture, ExpectedRack expected) {
        RackProgress progress = picture.progressOf(expected.name()).orElseThrow();
        return new DeliveredRackAnswer(
                expected.name(),
                expected.sku(),
                expected.serial(),
                expected.batch(),
                expected.hall(),
                expected.row(),
                expected.position(),
                progress.stage(),
                progress.rollout());
    }
}
