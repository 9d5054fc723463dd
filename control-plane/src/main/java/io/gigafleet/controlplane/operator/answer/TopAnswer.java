package io.gigafleet.controlplane.operator.answer;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The racks with the most of something. */
@Schema(name = "Top", description = "The racks with the most of something, the highest first")
public record TopAnswer(
        String metric,
        @Schema(description = "Of value") String unit,
        @Schema(description = "When the newest of the readings was taken in") Instant asOf,
        List<Item> items) {

    public TopAnswer {
        items = List.copyOf(items);
    }

    /** One rack. */
    @Schema(name = "TopRack", description = "A rack among those with the most")
    public record Item(
            String rack,
            String hall,
            String row,
            String loop,
            double value,
            @Schema(description = "When this rack was heard") Instant heardAt) {}
}
