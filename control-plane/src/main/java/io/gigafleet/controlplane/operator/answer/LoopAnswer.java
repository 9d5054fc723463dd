package io.gigafleet.controlplane.operator.answer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A coolant loop. Readings of its CDU are null while it has not been heard. */
@Schema(
        name = "CoolantLoop",
        description = "A coolant loop. Readings of its CDU are null while it has not been heard")
public record LoopAnswer(
        String name,
        String hall,
        int racks,
        @Schema(description = "Heat its CDU rejects at design supply temperature")
                long heatCapacityWatts,
        @Schema(description = "Heat of the idle and planned power of its racks")
                long committedHeatWatts,
        @Schema(description = "Heat its CDU takes now", nullable = true) @Nullable Long heatWatts,
        @Schema(nullable = true) @Nullable Double supplyCelsius,
        @Schema(nullable = true) @Nullable Double returnCelsius,
        @Schema(nullable = true) @Nullable Double flowLitersPerMinute,
        @Schema(
                        description =
                                "Heat the guard lets its racks make now: less than its capacity"
                                        + " when a pump or the CDU is degraded. Null while no guard"
                                        + " is on duty",
                        nullable = true)
                @Nullable Long heatCapacityInForceWatts,
        @Schema(description = "The pumps' flow as a share of rated flow, 0 to 1", nullable = true)
                @Nullable Double pumps) {}
