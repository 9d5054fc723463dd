package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.ledger.MaintenanceWindows;
import io.gigafleet.controlplane.ledger.entity.MaintenanceWindowEntity;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.MaintenanceWindowAnswer;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** When people work on rows and loops. */
@Path("maintenance-windows")
@Tag(name = "safety")
@Produces(MediaType.APPLICATION_JSON)
public class MaintenanceWindowsResource {

    private final MaintenanceWindows windows;
    private final FleetPictures pictures;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    MaintenanceWindowsResource(
            MaintenanceWindows windows,
            FleetPictures pictures,
            ControlLoop loop,
            SecurityIdentity identity) {
        this.windows = windows;
        this.pictures = pictures;
        this.loop = loop;
        this.identity = identity;
    }

    /** A window that is wanted. */
    @Schema(name = "MaintenanceWindowRequest", description = "When people work, and where")
    public record WindowRequest(
            @Schema(description = "row/R or loop/L") @Nullable String scope,
            @Schema(description = "When it begins; left out: now. ISO 8601, or seconds since 1970")
                    @Nullable String from,
            @Schema(description = "When it ends") @Nullable String until,
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "listMaintenanceWindows",
            summary = "Maintenance windows that are not over, in order of their beginning")
    public Page<MaintenanceWindowAnswer> list() {
        Instant now = Instant.now();
        return Page.whole(
                windows.notOver(now).stream()
                        .map(window -> MaintenanceWindowAnswer.of(window, now))
                        .toList());
    }

    @POST
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createMaintenanceWindow",
            summary = "Announce work on a row or a loop",
            description =
                    "While it is on, nothing new is placed there, and its alarms tell nobody. What"
                            + " runs there stays; drain the racks to empty them.")
    @APIResponse(
            responseCode = "201",
            description = "Announced",
            content = @Content(schema = @Schema(implementation = MaintenanceWindowAnswer.class)))
    public RestResponse<MaintenanceWindowAnswer> create(@Nullable WindowRequest request)
            throws SQLException {
        WindowRequest asked = request == null ? new WindowRequest(null, null, null, null) : request;
        Instant now = Instant.now();
        String scope = ScopeField.ofMaintenance(asked.scope(), pictures.now().plant());
        Instant from = TimeField.read("from", asked.from()).orElse(now);
        Instant until = TimeField.required("until", asked.until());
        TargetSpan.check(from, until, now);
        MaintenanceWindowEntity window =
                windows.add(
                                scope,
                                from,
                                until,
                                identity.getPrincipal().getName(),
                                Reasons.checked(Parameters.orEmpty(asked.reason())))
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ProblemType.CONFLICT,
                                                "There are %d windows that are not over, which is the most there may be. Delete some."
                                                        .formatted(
                                                                MaintenanceWindows.MAX_WINDOWS)));
        loop.wake();
        return RestResponse.status(
                RestResponse.Status.CREATED, MaintenanceWindowAnswer.of(window, now));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    @Operation(
            operationId = "deleteMaintenanceWindow",
            summary = "End a maintenance window before its time, or take it back")
    @APIResponse(responseCode = "204", description = "Ended")
    public RestResponse<Void> delete(
            @PathParam("id") String id,
            @Parameter(description = "For the audit log, at most 500 characters")
                    @QueryParam("reason")
                    @Nullable String reason) {
        if (!windows.delete(
                id,
                identity.getPrincipal().getName(),
                Reasons.checked(Parameters.orEmpty(reason)))) {
            throw Refusal.notFound("maintenance window", id);
        }
        loop.wake();
        return RestResponse.noContent();
    }
}
