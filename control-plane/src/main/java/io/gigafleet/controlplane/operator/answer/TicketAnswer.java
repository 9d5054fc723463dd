package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.rollout.RepairTicket;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What has to be repaired. */
@Schema(name = "RepairTicket", description = "What has to be repaired, and how that was proven")
public record TicketAnswer(
        String id,
        String rack,
        String rollout,
        @Schema(description = "The stage the rack failed to reach", examples = "LEAK_TESTED")
                String stage,
        @Schema(description = "Word for the fault", examples = "LEAK") String cause,
        @Schema(description = "Empty: the rack as a whole", examples = "tray 7") String component,
        @Schema(description = "What was measured") String evidence,
        Instant openedAt,
        @Schema(description = "null: it is open", nullable = true) @Nullable Instant closedAt,
        @Schema(description = "The re-test that proved the repair; empty while it is open")
                String closing) {

    /** The ticket as people read it. */
    public static TicketAnswer of(RepairTicket ticket) {
        return new TicketAnswer(
                ticket.id(),
                ticket.rack(),
                ticket.rollout(),
                ticket.stage().name(),
                ticket.cause(),
                ticket.component(),
                ticket.evidence(),
                Instant.ofEpochMilli(ticket.openedAtMillis()),
                Moments.of(ticket.closedAtMillis()),
                ticket.closing());
    }
}
