package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.RolloutReader;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.TicketAnswer;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.rollout.RepairTicket;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What has to be repaired. */
@Path("repair-tickets")
@Tag(name = "rollouts")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {

    private final RolloutReader reader;

    TicketsResource(RolloutReader reader) {
        this.reader = reader;
    }

    @GET
    @Operation(
            operationId = "listRepairTickets",
            summary = "Repair tickets, by id",
            description = "What failed on which rack, with the evidence, and what proved a repair.")
    public Page<TicketAnswer> list(
            @Parameter(description = "Only of this rack") @QueryParam("rack") @Nullable String rack,
            @Parameter(
                            description = "Only those that are open",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("open")
                    @Nullable String open,
            @Parameter(
                            description = "Most tickets of the answer",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor")
                    @Nullable String cursor)
            throws SQLException {
        int most = Parameters.limit(limit);
        List<RepairTicket> rows =
                reader.tickets(
                        Parameters.orEmpty(rack),
                        Parameters.flag("open", open),
                        Parameters.afterOf(cursor),
                        most + 1);
        List<TicketAnswer> items = rows.stream().limit(most).map(TicketAnswer::of).toList();
        return rows.size() <= most
                ? Page.whole(items)
                : new Page<>(items, Parameters.cursorAfter(items.getLast().id()));
    }
}
