package io.gigafleet.controlplane.operator.answer;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rack in a list. Live readings are null while the rack has not been heard. */
@Schema(
        name = "Rack",
        description = "A rack. Live readings are null while the rack has not been heard")
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
        @Schema(description = "Takes no new replicas") boolean cordoned,
        @Schema(description = "What runs on it moves elsewhere") boolean draining,
        @Schema(description = "Accelerators no replica holds") int acceleratorsFree,
        int accelerators,
        @Nullable Long powerWatts,
        @Schema(description = "The cap in force at the rack, else the operator's")
                @Nullable Long capWatts,
        @Schema(description = "Idle power and all its replicas' planned power") long committedWatts,
        @Nullable Double dieMaxCelsius,
        @Nullable Double supplyCelsius,
        @Nullable Double returnCelsius,
        @Nullable Double flowLitersPerMinute,
        @Schema(description = "Mean of its accelerators, 0 to 1") @Nullable Double utilization,
        @Nullable Double tokensPerSecond,
        @Schema(description = "Replicas that are not stopped") int replicas,
        @Schema(description = "When the newest reading reached the broker")
                @Nullable Instant asOf) {}
