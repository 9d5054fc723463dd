package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.ledger.GuardInForce;
import io.gigafleet.controlplane.ledger.LoadTargets;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.GuardPicture;
import io.gigafleet.controlplane.operator.answer.LoadTargetAnswer;
import io.gigafleet.controlplane.operator.answer.SiteAnswers;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.safety.LoadTarget;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What the site is asked to draw at most for a while. */
@Path("site/load-target")
@Tag(name = "safety")
@Produces(MediaType.APPLICATION_JSON)
public class LoadTargetResource {

    /** What a precondition speaks of. */
    private static final String THING = "The load target has";

    private final LoadTargets targets;
    private final FleetPictures pictures;
    private final SiteAnswers site;
    private final GuardPicture guard;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    LoadTargetResource(
            LoadTargets targets,
            FleetPictures pictures,
            SiteAnswers site,
            GuardPicture guard,
            ControlLoop loop,
            SecurityIdentity identity) {
        this.targets = targets;
        this.pictures = pictures;
        this.site = site;
        this.guard = guard;
        this.loop = loop;
        this.identity = identity;
    }

    /** A target that is wanted. */
    @Schema(name = "LoadTargetRequest", description = "What the site shall draw at most, and when")
    public record LoadTargetRequest(
            @Schema(description = "At the site's meter; above 0 and below the site's budget")
                    @Nullable Long watts,
            @Schema(description = "When it begins; left out: now. ISO 8601, or seconds since 1970")
                    @Nullable String from,
            @Schema(description = "When it ends") @Nullable String until,
            @Schema(description = "When it has to be met; left out: a minute after it begins")
                    @Nullable String deadline,
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "getLoadTarget",
            summary = "What the site is asked to draw at most, and how far it does",
            description = "The ETag is that of what is asked, not of how far it is done.")
    public RestResponse<LoadTargetAnswer> get() throws SQLException {
        return answer(Instant.now());
    }

    @PUT
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setLoadTarget",
            summary = "Ask the site to draw less for a while",
            description =
                    "The guard meets it by its deadline with the same ladder that protects the"
                            + " plant, preemptible work first, and lifts it smoothly. It replaces"
                            + " every other target whose time it overlaps.")
    public RestResponse<LoadTargetAnswer> set(
            @Nullable LoadTargetRequest request,
            @Parameter(description = "Only if its ETag is this") @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch)
            throws SQLException {
        Instant now = Instant.now();
        LoadTargetRequest asked =
                request == null ? new LoadTargetRequest(null, null, null, null, null) : request;
        if (asked.watts() == null) {
            throw Refusal.ofField("watts", "it is missing", "write what the site may draw");
        }
        long budgetWatts = site.budgetWatts(pictures.now());
        if (asked.watts() <= 0 || asked.watts() >= budgetWatts) {
            throw Refusal.ofField(
                    "watts",
                    "%d W is no target for a site of %d W".formatted(asked.watts(), budgetWatts),
                    "write a value between 0 and the site's budget; to end one, DELETE it");
        }
        Instant from = TimeField.read("from", asked.from()).orElse(now);
        Instant until = TimeField.required("until", asked.until());
        Instant deadline =
                TimeField.read("deadline", asked.deadline())
                        .orElse(LoadTarget.deadlineOf(from, until));
        TargetSpan.check(from, until, deadline, now);
        LoadTarget target =
                new LoadTarget(
                        "operator " + UUID.randomUUID(),
                        asked.watts(),
                        from.toEpochMilli(),
                        until.toEpochMilli(),
                        deadline.toEpochMilli());
        String reason = Reasons.checked(Parameters.orEmpty(asked.reason()));
        switch (targets.set(
                target,
                identity.getPrincipal().getName(),
                reason,
                now,
                ETags.ifMatch(ifMatch, THING))) {
            case TAKEN, KNOWN -> loop.wake();
            case TOO_MANY ->
                    throw new Refusal(
                            ProblemType.CONFLICT,
                            "There are %d load targets to come, which is the most there may be. Delete some."
                                    .formatted(LoadTargets.MAX_TARGETS));
        }
        return answer(now);
    }

    @DELETE
    @RolesAllowed(Role.OPERATE)
    @Operation(
            operationId = "clearLoadTarget",
            summary = "End load targets before their time",
            description = "All that are not over, or the one of an id. Caps are lifted smoothly.")
    public RestResponse<LoadTargetAnswer> clear(
            @Parameter(description = "Only this one") @QueryParam("id") @Nullable String id,
            @Parameter(description = "For the audit log, at most 500 characters")
                    @QueryParam("reason")
                    @Nullable String reason,
            @Parameter(description = "Only if its ETag is this") @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch)
            throws SQLException {
        Instant now = Instant.now();
        int cleared =
                targets.clear(
                        id,
                        identity.getPrincipal().getName(),
                        Reasons.checked(Parameters.orEmpty(reason)),
                        now,
                        ETags.ifMatch(ifMatch, THING));
        if (cleared == 0 && id != null) {
            throw Refusal.notFound("load target", id);
        }
        loop.wake();
        return answer(now);
    }

    private RestResponse<LoadTargetAnswer> answer(Instant now) throws SQLException {
        String version = targets.version();
        LoadTargetAnswer answer =
                LoadTargetAnswer.of(
                        targets.notOver(now),
                        site.drawnWatts(pictures.now()),
                        guard.now().map(GuardInForce::target).orElse(""),
                        now);
        return RestResponse.ResponseBuilder.ok(answer)
                .header(HttpHeaders.ETAG, ETags.quoted(version))
                .build();
    }
}
