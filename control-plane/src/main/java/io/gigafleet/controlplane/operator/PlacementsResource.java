package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.LedgerReader;
import io.gigafleet.controlplane.ledger.PlacementHistory;
import io.gigafleet.controlplane.ledger.PlacementHistory.Event;
import io.gigafleet.controlplane.ledger.entity.AuditEntity;
import io.gigafleet.controlplane.ledger.entity.ReplicaEntity;
import io.gigafleet.controlplane.operator.answer.AuditAnswer;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.PlacementAnswer;
import io.gigafleet.controlplane.operator.answer.PlacementEventAnswer;
import io.gigafleet.controlplane.operator.answer.ReplicaAnswers;
import io.gigafleet.controlplane.operator.auth.Role;
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

/** What was decided: which replica runs where, and who did what. */
@Path("")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class PlacementsResource {

    private final LedgerReader ledger;
    private final ReplicaAnswers replicas;
    private final PlacementHistory history;

    PlacementsResource(LedgerReader ledger, ReplicaAnswers replicas, PlacementHistory history) {
        this.replicas = replicas;
        this.ledger = ledger;
        this.history = history;
    }

    @GET
    @Path("placements")
    @Tag(name = "services")
    @Operation(
            operationId = "listPlacements",
            summary = "Which replica runs where, by id",
            description = "Replicas that are not stopped, or those that are.")
    public Page<PlacementAnswer> placements(
            @Parameter(description = "Only of this service") @QueryParam("service")
                    @Nullable String service,
            @Parameter(description = "Only on this rack") @QueryParam("rack") @Nullable String rack,
            @Parameter(
                            description = "Stopped replicas instead",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("history")
                    @Nullable String stopped,
            @Parameter(
                            description = "Most placements of the answer",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor")
                    @Nullable String cursor) {
        int most = Parameters.limit(limit);
        List<ReplicaEntity> rows =
                ledger.replicas(
                        Parameters.orEmpty(service),
                        Parameters.orEmpty(rack),
                        Parameters.flag("history", stopped),
                        Parameters.afterOf(cursor),
                        most + 1);
        List<PlacementAnswer> items = rows.stream().limit(most).map(replicas::placement).toList();
        return rows.size() <= most
                ? Page.whole(items)
                : new Page<>(items, Parameters.cursorAfter(items.getLast().id()));
    }

    @GET
    @Path("placements/history")
    @Tag(name = "services")
    @Operation(
            operationId = "listPlacementHistory",
            summary =
                    "What became of replicas: placed, serving, moved, preempted, draining, stopped",
            description = "Newest first. Stopped replicas are kept for seven days.")
    public Page<PlacementEventAnswer> history(
            @Parameter(description = "Only of this service") @QueryParam("service")
                    @Nullable String service,
            @Parameter(description = "Only on this rack") @QueryParam("rack") @Nullable String rack,
            @Parameter(
                            description = "Most events of the answer",
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
        List<Event> rows =
                history.read(
                        Parameters.orEmpty(service),
                        Parameters.orEmpty(rack),
                        HistoryCursor.read(cursor),
                        most + 1);
        List<PlacementEventAnswer> items =
                rows.stream().limit(most).map(PlacementEventAnswer::of).toList();
        return rows.size() <= most
                ? Page.whole(items)
                : new Page<>(items, HistoryCursor.after(rows.get(most - 1)));
    }

    @GET
    @Path("audit")
    @Tag(name = "audit")
    @Operation(
            operationId = "listAudit",
            summary = "Who did what, and why",
            description = "Newest first.")
    public Page<AuditAnswer> audit(
            @Parameter(description = "Only of this subject, as rack/r1 or service/frontier-chat")
                    @QueryParam("subject")
                    @Nullable String subject,
            @Parameter(
                            description = "Most entries of the answer",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        List<AuditEntity> rows = ledger.audit(Parameters.orEmpty(subject), Parameters.limit(limit));
        return Page.whole(rows.stream().map(AuditAnswer::of).toList());
    }
}
