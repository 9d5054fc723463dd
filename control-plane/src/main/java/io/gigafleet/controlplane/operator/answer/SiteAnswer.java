package io.gigafleet.controlplane.operator.answer;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The site at a glance. Latencies are of the last minute, null while nothing was served. */
@Schema(
        name = "SiteSummary",
        description =
                "The site at a glance. Latencies are of the last minute, null while nothing was"
                        + " served")
public record SiteAnswer(
        @Schema(description = "Empty before a site was applied") String name,
        RackCounts racks,
        PowerSum power,
        ServiceCounts services,
        ReplicaCounts replicas,
        @Schema(description = "Output tokens") double tokensPerSecond,
        @Schema(description = "Requests completed") double requestsPerSecond,
        @Schema(nullable = true) @Nullable Double ttftP50Millis,
        @Schema(nullable = true) @Nullable Double ttftP95Millis,
        @Schema(nullable = true) @Nullable Double tpotP95Millis,
        @Schema(
                        description =
                                "Power drawn by tokens per second; null while nothing is served",
                        nullable = true)
                @Nullable Double joulesPerToken,
        @Schema(
                        description =
                                "When this process heard of its first served token; null before",
                        nullable = true)
                @Nullable Instant firstTokenAt,
        Instant asOf,
        @Schema(description = "Who leads; null before there was a leader", nullable = true)
                @Nullable LeaderAnswer leader,
        List<DomainAnswer> domains) {

    public SiteAnswer {
        domains = List.copyOf(domains);
    }

    /** Racks by condition. */
    @Schema(name = "RackCounts", description = "Racks by what the plane believes of them")
    public record RackCounts(
            int total,
            int fresh,
            int stale,
            int lost,
            int bad,
            @Schema(description = "Without power so far, so that their silence means nothing")
                    int unpowered,
            int cordoned) {}

    /** Power of the whole site. */
    @Schema(name = "PowerSum", description = "Power of the whole site")
    public record PowerSum(
            @Schema(description = "Idle and planned power of all racks") long committedWatts,
            @Schema(description = "Sum of all racks' newest readings") long drawnWatts,
            @Schema(description = "Budget of the power tree's root") long budgetWatts) {}

    /** Services. */
    @Schema(name = "ServiceCounts")
    public record ServiceCounts(
            int total, @Schema(description = "Of which every wanted slot serves") int satisfied) {}

    /** Slots of all services. */
    @Schema(name = "ReplicaCounts", description = "Slots of all services")
    public record ReplicaCounts(int wanted, int placed, int serving) {}

    /** The leader. */
    @Schema(name = "Leader")
    public record LeaderAnswer(
            String holder,
            @Schema(description = "Its term") long epoch,
            @Schema(description = "Whether its lease is in force") boolean leading) {}
}
