package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Repair tickets as a table. */
final class TicketView {

    private TicketView() {}

    static String table(Iterable<JsonNode> tickets, Instant now) {
        return new Table<JsonNode>()
                .words("TICKET", ticket -> text(ticket.path("id")))
                .words("RACK", ticket -> text(ticket.path("rack")))
                .words("STAGE", ticket -> text(ticket.path("stage")))
                .words("CAUSE", ticket -> text(ticket.path("cause")))
                .words("COMPONENT", ticket -> text(ticket.path("component")))
                .words("STATE", ticket -> ticket.path("closedAt").isTextual() ? "closed" : "open")
                .numbers("AGE", ticket -> Values.age(ticket.path("openedAt"), now))
                .words("EVIDENCE", ticket -> text(ticket.path("evidence")))
                .of(tickets);
    }
}
