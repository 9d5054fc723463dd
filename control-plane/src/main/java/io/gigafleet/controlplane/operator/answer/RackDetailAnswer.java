package io.gigafleet.controlplane.operator.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that is known of one rack. */
@Schema(name = "RackDetail", description = "All that is known of one rack")
public record RackDetailAnswer(
        @JsonUnwrapped RackAnswer rack,
        String serial,
        Map<String, String> labels,
        @Schema(description = "The replicas on it that are not stopped")
                List<ReplicaAnswer> replicas,
        @Schema(description = "Its newest assignment; null before the first", nullable = true)
                @Nullable FenceAnswer assignment,
        @Schema(
                        description =
                                "The newest assignment it reports to have applied; null if it"
                                        + " reported none",
                        nullable = true)
                @Nullable FenceAnswer observed,
        @Schema(
                        description = "The agent that hosts it; null before its first report",
                        nullable = true)
                @Nullable String agent,
        @Schema(description = "Cap set by an operator; null: none", nullable = true)
                @Nullable Long operatorCapWatts,
        @Schema(description = "Its protective trip; null: not tripped", nullable = true)
                @Nullable TripAnswer trip,
        @Schema(
                        description = "Why it refused its newest assignment; null: it did not",
                        nullable = true)
                @Nullable String refusal) {

    public RackDetailAnswer {
        labels = Map.copyOf(labels);
        replicas = List.copyOf(replicas);
    }

    /** Which assignment. */
    @Schema(
            name = "Fence",
            description = "Which assignment: the leader's term, and its count for the rack")
    public record FenceAnswer(long epoch, long generation) {}

    /** A local protective trip. */
    @Schema(name = "Trip", description = "A protective trip of the rack's agent")
    public record TripAnswer(
            @Schema(description = "What to name when clearing it") String id,
            String cause,
            String detail) {}
}
