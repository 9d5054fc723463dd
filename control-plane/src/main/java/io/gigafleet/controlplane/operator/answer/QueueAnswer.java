package io.gigafleet.controlplane.operator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Replicas of one service that wait for a place for the same reason. */
@Schema(
        name = "QueueEntry",
        description = "Replicas of one service that have no place, for one reason")
public record QueueAnswer(
        @Schema(description = "Place in the queue, from 1: the order in which places are sought")
                int position,
        String service,
        String tenant,
        @Schema(description = "Of the service, 0 to 7") int priority,
        @Schema(description = "How many replicas wait") int replicas,
        @Schema(description = "Which of the service's wanted copies: the first of them")
                List<Integer> slots,
        @Schema(description = "What one replica occupies", examples = "8 accelerators")
                String shape,
        @Schema(description = "The one dominant reason", examples = "PowerExhausted") String reason,
        @Schema(description = "The same for people") String message,
        @Schema(description = "What came nearest; empty if nothing did") String nearestFit,
        @Schema(
                        type = SchemaType.OBJECT,
                        implementation = Object.class,
                        description = "Racks considered and how many each filter rejected")
                JsonNode funnel,
        @Schema(
                        description =
                                "NEVER: only another spec or another site helps; NOT_NOW: it is"
                                        + " tried again",
                        enumeration = {"NEVER", "NOT_NOW"})
                String verdict,
        @Schema(description = "When the first of them began to wait") Instant since,
        @Schema(
                        description =
                                "It is tried again within so many milliseconds; null: it is not",
                        nullable = true)
                @Nullable Long nextTryMillis,
        Ahead ahead) {

    public QueueAnswer {
        slots = List.copyOf(slots);
    }

    /** Who waits before them. */
    @Schema(name = "QueueAhead", description = "Who is served before these replicas")
    public record Ahead(
            @Schema(description = "Replicas that wait before them") int replicas,
            @Schema(description = "The services of the first of those, in order")
                    List<String> services) {
        public Ahead {
            services = List.copyOf(services);
        }
    }
}
