package io.gigafleet.controlplane.operator.answer;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One replica and its place, in full. */
@Schema(name = "Placement", description = "One replica and its place")
public record PlacementAnswer(
        String id,
        String service,
        @Schema(description = "Which of the service's wanted copies it is, from 0") int slot,
        @Schema(description = "Which part of that copy, from 0: a gang has one for each rack")
                int part,
        String rack,
        @Schema(description = "Accelerator slots in the rack") List<Integer> accelerators,
        @Schema(
                        description = "Where it is in its life",
                        enumeration = {"ASSIGNED", "LOADING", "SERVING", "DRAINING", "STOPPED"})
                String state,
        @Schema(description = "Whether it takes the slot's share of the traffic") boolean routed,
        @Schema(description = "Whether it goes as soon as another holder of its slot serves")
                boolean leaving,
        @Schema(description = "Output tokens; null while it is not heard", nullable = true)
                @Nullable Double tokensPerSecond,
        @Schema(description = "Planned power above its rack's idle power") long plannedWatts,
        @Schema(description = "Why it is in this state") String cause,
        Instant createdAt,
        @Schema(description = "When its state last changed") Instant changedAt,
        @Schema(description = "When it first served; null: not yet", nullable = true)
                @Nullable Instant servingAt,
        @Schema(description = "The leader's term that last changed it") long epoch) {

    public PlacementAnswer {
        accelerators = List.copyOf(accelerators);
    }
}
