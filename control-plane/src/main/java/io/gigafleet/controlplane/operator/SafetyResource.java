package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.ledger.LedgerReader;
import io.gigafleet.controlplane.ledger.SafetyScopes;
import io.gigafleet.controlplane.ledger.SafetyScopes.Order;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.SafetyActAnswer;
import io.gigafleet.controlplane.operator.answer.SafetyScopeAnswer;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.safety.Modes;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How far the safety guard goes by itself, and what it did. */
@Path("safety")
@Tag(name = "safety")
@Produces(MediaType.APPLICATION_JSON)
public class SafetyResource {

    private final SafetyScopes scopes;
    private final LedgerReader ledger;
    private final FleetPictures pictures;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    SafetyResource(
            SafetyScopes scopes,
            LedgerReader ledger,
            FleetPictures pictures,
            ControlLoop loop,
            SecurityIdentity identity) {
        this.scopes = scopes;
        this.ledger = ledger;
        this.pictures = pictures;
        this.loop = loop;
        this.identity = identity;
    }

    /** Modes that are wanted. */
    @Schema(name = "SafetyModesRequest", description = "How far automations go in a scope")
    public record ModesRequest(
            @Schema(description = "Left out: site") @Nullable String scope,
            @Schema(
                            description =
                                    "By automation (power, heat, leak, health, load-target, or"
                                        + " all): observe, suggest, act, or inherit: as the next"
                                        + " wider scope says. Others stay")
                    @Nullable Map<String, String> modes,
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    /** A scope to hold or release. */
    @Schema(name = "SafetyHoldRequest", description = "Where nothing shall act by itself, and why")
    public record HoldRequest(
            @Schema(description = "Left out: site") @Nullable String scope,
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    @GET
    @Path("modes")
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "listSafetyModes",
            summary = "How far the guard goes by itself, by scope",
            description =
                    "The site, and every other scope something was said of. The ETag is that of all"
                            + " of them.")
    public RestResponse<Page<SafetyScopeAnswer>> modes() {
        return answer();
    }

    @PUT
    @Path("modes")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setSafetyModes",
            summary = "Set how far the guard goes by itself in a scope",
            description =
                    "observe raises alarms, suggest says what it would do, act does it. The"
                            + " narrowest scope wins. What was done before stays in force.")
    public RestResponse<Page<SafetyScopeAnswer>> setModes(
            @Nullable ModesRequest request,
            @Parameter(description = "Only if the ETag of the modes is this")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch)
            throws SQLException {
        if (request == null || request.modes() == null || request.modes().isEmpty()) {
            throw Refusal.ofField(
                    "modes", "it is missing", "write, for example, {\"power\": \"suggest\"}");
        }
        Order order = order(request.scope(), request.reason());
        require(
                scopes.setModes(
                        order,
                        ModeWords.read(request.modes()),
                        ETags.ifMatch(ifMatch, "The modes have")));
        loop.wake();
        return answer();
    }

    @POST
    @Path("hold")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "holdSafety",
            summary = "Keep the guard from acting by itself",
            description =
                    "In a scope, or everywhere. Caps in force stay in force, agents still protect"
                            + " their racks. A reason is needed.")
    public RestResponse<Page<SafetyScopeAnswer>> hold(@Nullable HoldRequest request)
            throws SQLException {
        HoldRequest asked = request == null ? new HoldRequest(null, null) : request;
        Order order = order(asked.scope(), asked.reason());
        if (order.reason().isBlank()) {
            throw Refusal.ofField(
                    "reason", "it is missing", "say why, for whoever finds the guard held");
        }
        require(scopes.hold(order));
        loop.wake();
        return answer();
    }

    @POST
    @Path("release")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "releaseSafety", summary = "End a hold")
    public RestResponse<Page<SafetyScopeAnswer>> release(@Nullable HoldRequest request)
            throws SQLException {
        HoldRequest asked = request == null ? new HoldRequest(null, null) : request;
        Order order = order(asked.scope(), asked.reason());
        if (!scopes.release(order)) {
            throw new Refusal(
                    ProblemType.CONFLICT,
                    "'%s' is not held. See GET /api/v1/safety/modes for what is."
                            .formatted(order.scope()));
        }
        loop.wake();
        return answer();
    }

    @GET
    @Path("acts")
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "listSafetyActs",
            summary = "What the guard did and proposed, with the numbers it saw",
            description = "Newest first, from the audit log.")
    public Page<SafetyActAnswer> acts(
            @Parameter(description = "Only of this subject, as domain/h1-r1 or rack/r1")
                    @QueryParam("subject")
                    @Nullable String subject,
            @Parameter(
                            description = "Only what was proposed",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("suggested")
                    @Nullable String suggested,
            @Parameter(
                            description = "Most acts of the answer",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        ScopeField.checkSubject(subject);
        return Page.whole(
                ledger
                        .safetyActs(
                                Parameters.orEmpty(subject),
                                Parameters.flag("suggested", suggested),
                                Parameters.limit(limit))
                        .stream()
                        .map(SafetyActAnswer::of)
                        .toList());
    }

    private Order order(@Nullable String scope, @Nullable String reason) throws SQLException {
        return new Order(
                ScopeField.ofGuard(scope, pictures.now().plant()),
                identity.getPrincipal().getName(),
                Reasons.checked(Parameters.orEmpty(reason)));
    }

    private void require(boolean hadRoom) {
        if (!hadRoom) {
            throw new Refusal(
                    ProblemType.CONFLICT,
                    "Something was said of %d scopes, which is the most there may be. Set some back to inherit."
                            .formatted(SafetyScopes.MAX_SCOPES));
        }
    }

    private RestResponse<Page<SafetyScopeAnswer>> answer() {
        String version = scopes.version();
        List<SafetyScopeAnswer> answers = new ArrayList<>();
        SafetyScopeAnswer site = SafetyScopeAnswer.untouched(Modes.SITE, true);
        for (var row : scopes.all()) {
            if (row.scope.equals(Modes.SITE)) {
                site = SafetyScopeAnswer.of(row, true);
            } else {
                answers.add(SafetyScopeAnswer.of(row, false));
            }
        }
        answers.addFirst(site);
        return RestResponse.ResponseBuilder.ok(Page.whole(answers))
                .header(HttpHeaders.ETAG, ETags.quoted(version))
                .build();
    }
}
