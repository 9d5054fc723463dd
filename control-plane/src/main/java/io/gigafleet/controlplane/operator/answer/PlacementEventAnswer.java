package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.PlacementHistory;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One step of a replica's life. */
@Schema(name = "PlacementEvent", description = "What became of a replica, when and why")
public record PlacementEventAnswer(
        Instant at,
        @Schema(enumeration = {"PLACED", "SERVING", "DRAINING", "MOVED", "PREEMPTED", "STOPPED"})
                String event,
        String replica,
        String service,
        @Schema(description = "Which of the service's wanted copies it is, from 0") int slot,
        @Schema(description = "Which part of that copy, from 0") int part,
        String rack,
        @Schema(description = "How many it holds") int accelerators,
        @Schema(description = "Why; empty where the event says it all") String cause) {

    public static PlacementEventAnswer of(PlacementHistory.Event event) {
        return new PlacementEventAnswer(
                event.at(),
                event.step().name(),
                event.replica(),
                event.service(),
                event.slot(),
                event.part(),
                event.rack(),
                event.accelerators(),
                event.cause());
    }
}
