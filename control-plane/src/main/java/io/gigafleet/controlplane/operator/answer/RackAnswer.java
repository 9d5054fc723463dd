package io.gigafleet.controlplane.operator.answer;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What lists and details of racks have in common. */
@Schema(
        name = "RackCommon",
        description = "A rack. Live readings are null while it has not been heard")
public record RackAnswer(
        String name,
        String sku,
        String hall,
        String row,
        @Schema(description = "Place in the row, from 1") int position,
        @Schema(description = "The power domain that feeds it directly") String powerDomain,
        String coolantLoop,
        @Schema(
                        description = "What the plane believes of it",
                        enumeration = {"FRESH", "STALE", "LOST", "BAD"})
                String condition,
        @Schema(description = "Why, for people") String conditionCause,
        @Schema(
                        description = "Where it stands between the dock and service",
                        examples = "IN_SERVICE")
                String stage,
        @Schema(description = "The stage it is to reach next; null: none", nullable = true)
                @Nullable WorkAnswer work,
        @Schema(description = "Takes no new replicas") boolean cordoned,
        @Schema(description = "What runs on it moves elsewhere") boolean draining,
        @Schema(description = "Accelerators no replica holds") int acceleratorsFree,
        int accelerators,
        @Schema(nullable = true) @Nullable Long powerWatts,
        @Schema(description = "The cap in force at the rack, else the operator's", nullable = true)
                @Nullable Long capWatts,
        @Schema(description = "Idle power and all its replicas' planned power") long committedWatts,
        @Schema(nullable = true) @Nullable Double dieMaxCelsius,
        @Schema(nullable = true) @Nullable Double supplyCelsius,
        @Schema(nullable = true) @Nullable Double returnCelsius,
        @Schema(nullable = true) @Nullable Double flowLitersPerMinute,
        @Schema(description = "Mean of its accelerators, 0 to 1", nullable = true)
                @Nullable Double utilization,
        @Schema(nullable = true) @Nullable Double tokensPerSecond,
        @Schema(description = "When the newest reading reached the broker", nullable = true)
                @Nullable Instant asOf) {}
