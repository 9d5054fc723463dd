package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.MinuteHistory;
import io.gigafleet.controlplane.operator.answer.FleetPicture;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.ServiceAnswer;
import io.gigafleet.controlplane.operator.answer.ServiceAnswers;
import io.gigafleet.controlplane.operator.answer.ServiceMinuteAnswer;
import io.gigafleet.controlplane.operator.apply.Applied;
import io.gigafleet.controlplane.operator.apply.Applier;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.operator.whatif.DryRunAnswer;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswer;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswers;
import io.gigafleet.controlplane.telemetry.ServiceActivity;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Inference services: what is wanted, and how it stands. */
@Path("services")
@Tag(name = "services")
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {

    private final FleetPictures pictures;
    private final ServiceAnswers answers;
    private final Applier applier;
    private final MinuteHistory history;
    private final WhatIfAnswers whatIf;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    ServicesResource(
            FleetPictures pictures,
            ServiceAnswers answers,
            Applier applier,
            MinuteHistory history,
            WhatIfAnswers whatIf,
            ControlLoop loop,
            SecurityIdentity identity) {
        this.pictures = pictures;
        this.answers = answers;
        this.applier = applier;
        this.history = history;
        this.whatIf = whatIf;
        this.loop = loop;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(operationId = "listServices", summary = "All services, by name")
    public Page<ServiceAnswer> list() throws SQLException {
        FleetPicture picture = pictures.now();
        Map<String, ServiceActivity> activities = answers.activities();
        return Page.whole(
                picture.declared().services().values().stream()
                        .map(service -> answers.service(picture, service, activities))
                        .toList());
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "getService",
            summary = "One service",
            description = "The ETag is the revision of its spec, not of its status.")
    public RestResponse<ServiceAnswer> get(@PathParam("name") String name) throws SQLException {
        return answer(name, RestResponse.Status.OK);
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Role.OPERATE)
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaTypes.YAML,
        MediaTypes.OLD_YAML,
        MediaTypes.TEXT_YAML
    })
    @Operation(
            operationId = "putService",
            summary = "Create or replace a service",
            description = "Takes one InferenceService manifest, as JSON or YAML.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced or unchanged; of a dry run, what would become of it",
            content = @Content(schema = @Schema(oneOf = {ServiceAnswer.class, DryRunAnswer.class})))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ServiceAnswer.class)))
    public RestResponse<?> put(
            @PathParam("name") String name,
            String manifest,
            @Parameter(description = "Only if its ETag is this; * means: only if it exists")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch,
            @Parameter(description = "*: only if it does not exist")
                    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
                    @Nullable String ifNoneMatch,
            @Parameter(
                            description = "Check and answer, but keep nothing",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    @Nullable String dryRun)
            throws SQLException {
        Located<Manifest> at = OneService.named(name, Applier.read(manifest));
        ETags tags = new ETags(ifMatch, ifNoneMatch);
        Applied applied =
                applier.apply(
                        List.of(at),
                        identity.getPrincipal().getName(),
                        Instant.now(),
                        Parameters.flag("dryRun", dryRun),
                        before -> tags.check(name, before.services().get(name)));
        if (applied.dryRun()) {
            return RestResponse.ok(DryRunAnswer.of(applied, effect(at)));
        }
        loop.wake();
        return switch (applied.applied().getFirst().action()) {
            case CREATED -> written(at, applied, RestResponse.Status.CREATED);
            case UPDATED -> written(at, applied, RestResponse.Status.OK);
            case UNCHANGED -> answer(name, RestResponse.Status.OK);
        };
    }

    private WhatIfAnswer effect(Located<Manifest> at) throws SQLException {
        return whatIf.applying((InferenceService) at.manifest());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.OPERATE)
    @Operation(
            operationId = "deleteService",
            summary = "Delete a service",
            description = "Its replicas drain and stop.")
    @APIResponse(responseCode = "204", description = "Deleted, or a dry run")
    public RestResponse<Void> delete(
            @PathParam("name") String name,
            @Parameter(description = "Only if its ETag is this") @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch,
            @Parameter(
                            description = "Check, but keep the service",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    @Nullable String dryRun) {
        ETags tags = new ETags(ifMatch, null);
        applier.deleteService(
                name,
                identity.getPrincipal().getName(),
                Parameters.flag("dryRun", dryRun),
                before -> tags.check(name, before.services().get(name)));
        loop.wake();
        return RestResponse.noContent();
    }

    @GET
    @Path("{name}/telemetry")
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "getServiceTelemetry",
            summary = "A service's past, minute by minute",
            description =
                    "Oldest first; at most 1,440 minutes of one answer. The last hour if no time is"
                            + " given.")
    public Page<ServiceMinuteAnswer> telemetry(
            @PathParam("name") String name,
            @Parameter(
                            description = "First minute; an hour before \'to\' if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(
                            description = "End, itself not included; now if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("to")
                    @Nullable String to)
            throws SQLException {
        declared(pictures.now(), name);
        return Page.whole(
                history.ofService(name, Parameters.span(from, to, Instant.now())).stream()
                        .map(ServiceMinuteAnswer::of)
                        .toList());
    }

    /** Does not wait for the ledger to be read again: nothing can have become of it yet. */
    private RestResponse<ServiceAnswer> written(
            Located<Manifest> at, Applied applied, RestResponse.Status status) throws SQLException {
        FleetPicture picture = pictures.recent();
        DeclaredService service =
                new DeclaredService((InferenceService) at.manifest(), applied.revision());
        boolean isRunning = !picture.replicasOfService(service.service().name()).isEmpty();
        return answer(picture, service, isRunning, status);
    }

    private RestResponse<ServiceAnswer> answer(String name, RestResponse.Status status)
            throws SQLException {
        FleetPicture picture = pictures.now();
        DeclaredService service = declared(picture, name);
        return answer(picture, service, true, status);
    }

    private RestResponse<ServiceAnswer> answer(
            FleetPicture picture,
            DeclaredService service,
            boolean isRunning,
            RestResponse.Status status) {
        Map<String, ServiceActivity> activities = isRunning ? answers.activities() : Map.of();
        return RestResponse.ResponseBuilder.create(
                        status, answers.service(picture, service, activities))
                .header(HttpHeaders.ETAG, ETags.of(service))
                .build();
    }

    private static DeclaredService declared(FleetPicture picture, String name) {
        DeclaredService service = picture.declared().services().get(name);
        if (service == null) {
            throw Refusal.notFound("service", name);
        }
        return service;
    }
}
