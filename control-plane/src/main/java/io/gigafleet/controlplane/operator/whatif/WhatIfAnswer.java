package io.gigafleet.controlplane.operator.whatif;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would become of the fleet; nothing did. */
@Schema(
        name = "WhatIfAnswer",
        description = "What would become of the fleet if something were different")
public record WhatIfAnswer(
        @Schema(description = "Services that anything becomes of, by name")
                List<ServiceOutcomeAnswer> services,
        @Schema(description = "What becomes of replicas: the first thousand steps")
                List<StepAnswer> steps,
        @Schema(description = "Steps beyond those") int stepsLeftOut,
        @Schema(description = "Power domains") List<HeadroomAnswer> domains,
        @Schema(description = "Coolant loops") List<HeadroomAnswer> loops,
        @Schema(description = "Whether more replicas are without a place than without the change")
                boolean refusesMore,
        @Schema(description = "Whether nothing more would follow") boolean settled) {

    public WhatIfAnswer {
        services = List.copyOf(services);
        steps = List.copyOf(steps);
        domains = List.copyOf(domains);
        loops = List.copyOf(loops);
    }

    /** What becomes of one service; counts are of replicas. */
    @Schema(name = "WhatIfService", description = "What becomes of one service, in replicas")
    public record ServiceOutcomeAnswer(
            String service,
            int wanted,
            @Schema(description = "With a place now") int held,
            @Schema(description = "That get a place and have none now") int placed,
            @Schema(description = "That have another place then") int moved,
            @Schema(description = "Given up for others, whether they find another place or not")
                    int preempted,
            @Schema(description = "Without a place in the end") int refused,
            @Schema(description = "Without a place if nothing were different") int refusedAnyway,
            @Schema(description = "Why, for those without a place") List<RefusedAnswer> reasons) {
        public ServiceOutcomeAnswer {
            reasons = List.copyOf(reasons);
        }
    }

    /** Replicas without a place, for one reason. */
    @Schema(name = "WhatIfRefused", description = "Replicas without a place, for one reason")
    public record RefusedAnswer(
            int replicas,
            @Schema(examples = "PowerExhausted") String reason,
            String message,
            String nearestFit,
            @Schema(description = "Racks considered and rejected, for people") String funnel,
            @Schema(enumeration = {"NEVER", "NOT_NOW"}) String verdict) {}

    /** What becomes of one part of a replica. */
    @Schema(name = "WhatIfStep", description = "What becomes of one part of a replica")
    public record StepAnswer(
            @Schema(enumeration = {"PLACED", "MOVED", "PREEMPTED", "LOST", "STOPPED"}) String step,
            String service,
            int slot,
            int part,
            @Schema(description = "Its rack now; empty: none") String fromRack,
            @Schema(description = "Its rack then; empty: none") String toRack,
            int accelerators) {}

    /** What a power domain or coolant loop carries now and then. */
    @Schema(name = "WhatIfHeadroom", description = "What a domain or loop carries now and then")
    public record HeadroomAnswer(
            String name,
            long budgetBeforeWatts,
            long committedBeforeWatts,
            long headroomBeforeWatts,
            long budgetAfterWatts,
            long committedAfterWatts,
            long headroomAfterWatts) {}
}
