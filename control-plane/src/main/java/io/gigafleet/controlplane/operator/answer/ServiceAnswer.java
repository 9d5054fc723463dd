package io.gigafleet.controlplane.operator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A service: its manifest, and how it stands. */
@Schema(name = "Service", description = "A service: its manifest, and how it stands")
public record ServiceAnswer(
        @Schema(examples = "gigafleet/v1") String apiVersion,
        @Schema(examples = "InferenceService") String kind,
        @Schema(
                        type = SchemaType.OBJECT,
                        implementation = Object.class,
                        description = "Name and labels")
                JsonNode metadata,
        @Schema(
                        type = SchemaType.OBJECT,
                        implementation = Object.class,
                        description = "The spec as it was applied")
                JsonNode spec,
        ServiceStatus status) {

    /** How a service stands. Latencies are of the last minute, null while nothing was served. */
    @Schema(
            name = "ServiceStatus",
            description =
                    "How a service stands. Latencies are of the last minute, null while nothing was"
                            + " served")
    public record ServiceStatus(
            @Schema(description = "Replicas there should be") int wanted,
            @Schema(description = "Slots with a place") int placed,
            @Schema(description = "Slots with a replica that serves") int serving,
            @Schema(description = "Whether every wanted slot serves") boolean satisfied,
            @Schema(nullable = true) @Nullable Double ttftP50Millis,
            @Schema(nullable = true) @Nullable Double ttftP95Millis,
            @Schema(nullable = true) @Nullable Double tpotP95Millis,
            @Schema(description = "Output tokens") double tokensPerSecond,
            @Schema(description = "Requests completed") double requestsPerSecond,
            @Schema(description = "Requests that wait now") long queuedRequests,
            @Schema(description = "Planned power of its replicas above their racks' idle power")
                    long wattsCommitted,
            @Schema(description = "Its replicas that are not stopped") List<ReplicaAnswer> replicas,
            @Schema(description = "Its slots without a place, and why")
                    List<UnplacedAnswer> unplaced,
            @Schema(description = "Its places in the queue, one for each reason to wait")
                    List<QueueAnswer> queue,
            @Schema(description = "The draw that places are planned with, by rack model")
                    List<PlannedDrawAnswer> planned,
            @Schema(description = "The revision that last changed its spec; its ETag")
                    long revision) {

        public ServiceStatus {
            replicas = List.copyOf(replicas);
            unplaced = List.copyOf(unplaced);
            queue = List.copyOf(queue);
            planned = List.copyOf(planned);
        }
    }

    /** A slot without a place. */
    @Schema(name = "Unplaced", description = "A slot without a place, and why")
    public record UnplacedAnswer(
            int slot,
            @Schema(description = "The one dominant reason", examples = "PowerExhausted")
                    String reason,
            @Schema(description = "The same for people") String message,
            @Schema(description = "What came nearest; empty if nothing did") String nearestFit,
            @Schema(
                            type = SchemaType.OBJECT,
                            implementation = Object.class,
                            description = "Racks considered and how many each filter rejected")
                    JsonNode funnel,
            @Schema(description = "Whether waiting may help") boolean retried,
            Instant since) {}
}
