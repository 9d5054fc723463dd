package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.Declared.DeclaredDelivery;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery, and how many of its racks stand at each stage. */
@Schema(name = "Delivery", description = "Racks that were ordered, and how far they are")
public record DeliveryAnswer(
        String name,
        Map<String, String> labels,
        @Schema(description = "Racks that were ordered") int expected,
        @Schema(description = "Of those, the ones nobody has seen") int awaited,
        @Schema(description = "Racks by the stage they stand at; stages without racks are left out")
                Map<RackStage, Integer> stages,
        @Schema(description = "The ledger's revision that last changed its manifest")
                long revision) {

    public DeliveryAnswer {
        EnumMap<RackStage, Integer> inOrder = new EnumMap<>(RackStage.class);
        inOrder.putAll(stages);
        stages = Collections.unmodifiableMap(inOrder);
    }

    /** The delivery as it stands. */
    public static DeliveryAnswer of(FleetPicture picture, DeclaredDelivery declared) {
        Map<RackStage, Integer> stages = new EnumMap<>(RackStage.class);
        for (ExpectedRack rack : declared.delivery().spec().racks()) {
            stages.merge(DeliveredRackAnswer.of(picture, rack).stage(), 1, Integer::sum);
        }
        return new DeliveryAnswer(
                declared.delivery().name(),
                declared.delivery().metadata().labels(),
                declared.delivery().spec().racks().size(),
                stages.getOrDefault(RackStage.PLANNED, 0),
                stages,
                declared.revision());
    }
}
