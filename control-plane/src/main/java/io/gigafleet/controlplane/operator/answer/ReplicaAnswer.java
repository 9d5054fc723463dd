package io.gigafleet.controlplane.operator.answer;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One running copy of a service, briefly. */
@Schema(name = "Replica", description = "One running copy of a service")
public record ReplicaAnswer(
        String id,
        @Schema(description = "The service it is a copy of") String service,
        @Schema(description = "Which of the service's wanted copies it is, from 0") int slot,
        @Schema(description = "Which part of that copy, from 0: a gang has one for each rack")
                int part,
        @Schema(
                        description =
                                "What the part does for its copy; null if its service no longer has"
                                        + " that part",
                        enumeration = {"AGGREGATED", "PREFILL", "DECODE"},
                        nullable = true)
                @Nullable String role,
        String rack,
        @Schema(description = "Accelerator slots in the rack") List<Integer> accelerators,
        @Schema(
                        description = "Where it is in its life",
                        enumeration = {"ASSIGNED", "LOADING", "SERVING", "DRAINING"})
                String state,
        @Schema(description = "Whether it takes the slot's share of the traffic") boolean routed,
        @Schema(description = "Whether it goes as soon as another holder of its slot serves")
                boolean leaving,
        @Schema(description = "Output tokens; null while it is not heard", nullable = true)
                @Nullable Double tokensPerSecond) {

    public ReplicaAnswer {
        accelerators = List.copyOf(accelerators);
    }
}
