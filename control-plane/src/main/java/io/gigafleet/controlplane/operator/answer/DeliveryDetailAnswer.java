package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.Declared.DeclaredDelivery;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery with all of its racks. */
@Schema(name = "DeliveryDetail", description = "A delivery, expected versus what stands")
public record DeliveryDetailAnswer(
        DeliveryAnswer delivery,
        @Schema(description = "In the manifest's order") List<DeliveredRackAnswer> racks) {

    public DeliveryDetailAnswer {
        racks = List.copyOf(racks);
    }

    /** The delivery and its racks as they stand. */
    public static DeliveryDetailAnswer of(FleetPicture picture, DeclaredDelivery declared) {
        return new DeliveryDetailAnswer(
                DeliveryAnswer.of(picture, declared),
                declared.delivery().spec().racks().stream()
                        .map(expected -> DeliveredRackAnswer.of(picture, expected))
                        .toList());
    }
}
