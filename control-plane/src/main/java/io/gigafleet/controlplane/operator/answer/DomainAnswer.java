package io.gigafleet.controlplane.operator.answer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A node of the power tree. */
@Schema(name = "PowerDomain", description = "A node of the power tree")
public record DomainAnswer(
        String name,
        @Schema(
                        description = "What it feeds",
                        enumeration = {"site", "hall", "row", "pdu"})
                String kind,
        @Schema(description = "The domain that feeds it; empty at the root") String parent,
        long budgetWatts,
        @Schema(description = "Idle and planned power of the racks below it") long committedWatts,
        @Schema(description = "Sum of the newest readings of the racks below it") long drawnWatts,
        @Schema(
                        description = "Its own meter's newest reading; null if it was not heard",
                        nullable = true)
                @Nullable Long meteredWatts) {}
