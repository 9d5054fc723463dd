package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.ledger.Suggestions;
import io.gigafleet.controlplane.ledger.entity.SuggestionEntity;
import io.gigafleet.controlplane.operator.Reasons.ReasonRequest;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.SuggestionAnswer;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the safety guard would do, and a person's word that it may. */
@Path("safety/suggestions")
@Tag(name = "safety")
@Produces(MediaType.APPLICATION_JSON)
public class SuggestionsResource {

    private final Suggestions suggestions;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    SuggestionsResource(Suggestions suggestions, ControlLoop loop, SecurityIdentity identity) {
        this.suggestions = suggestions;
        this.loop = loop;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "listSafetySuggestions",
            summary = "What the guard would do now if its modes let it",
            description =
                    "Those that stand, the newest first; approved ones until they are calm. At"
                            + " most 1,000: others wait until some are over.")
    public Page<SuggestionAnswer> list() {
        Instant now = Instant.now();
        return Page.whole(
                suggestions.standing().stream().map(row -> SuggestionAnswer.of(row, now)).toList());
    }

    @POST
    @Path("{id}/approve")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveSafetySuggestion",
            summary = "Let the guard do what it suggests, this once",
            description =
                    "The guard acts on this subject until it is calm again, at most 15 minutes."
                            + " Modes and holds stay; a later hold ends it. Approving twice changes"
                            + " nothing; one that stands no longer is refused.")
    public SuggestionAnswer approve(@PathParam("id") String id, @Nullable ReasonRequest request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        SuggestionEntity row =
                suggestions
                        .approve(id, identity.getPrincipal().getName(), Reasons.of(request), now)
                        .orElseThrow(() -> Refusal.notFound("suggestion", id));
        if (row.overAt != null) {
            throw new Refusal(
                    ProblemType.CONFLICT,
                    "Suggestion '%s' (%s %s) stands no longer: it was over at %s. GET /api/v1/safety/suggestions lists those that do."
                            .formatted(id, row.action, row.subject, row.overAt));
        }
        loop.wake();
        return SuggestionAnswer.of(row, now);
    }
}
