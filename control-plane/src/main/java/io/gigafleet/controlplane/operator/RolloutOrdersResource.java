package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.ledger.RolloutOrder;
import io.gigafleet.controlplane.operator.Reasons.ReasonRequest;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.order.OrderDesk;
import io.gigafleet.controlplane.operator.order.Ordered;
import io.gigafleet.controlplane.operator.problem.Problem;
import io.gigafleet.controlplane.operator.problem.ProblemResponses;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What operators order of a rollout and of its racks. Every order is audited; the leader obeys it
 * within one loop.
 */
@Path("rollouts/{name}")
@Tag(name = "rollouts")
@RolesAllowed(Role.OPERATE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "200", description = "It is given")
@APIResponse(
        responseCode = "409",
        description = "It makes no sense where the rollout or the rack stands",
        content =
                @Content(
                        mediaType = ProblemResponses.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
public class RolloutOrdersResource {

    private final OrderDesk desk;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    RolloutOrdersResource(OrderDesk desk, ControlLoop loop, SecurityIdentity identity) {
        this.desk = desk;
        this.loop = loop;
        this.identity = identity;
    }

    @POST
    @Path("pause")
    @Operation(
            operationId = "pauseRollout",
            summary = "Pause a rollout",
            description = "Nothing new is asked of any rack until it is resumed.")
    public Ordered pause(@PathParam("name") String name, @Nullable ReasonRequest request)
            throws SQLException {
        return give(new RolloutOrder.Pause(name, Reasons.of(request)));
    }

    @POST
    @Path("resume")
    @Operation(
            operationId = "resumeRollout",
            summary = "Resume a rollout",
            description =
                    "It goes on, whoever paused it and why. The failures so far no longer count"
                            + " against its budget.")
    public Ordered resume(@PathParam("name") String name, @Nullable ReasonRequest request)
            throws SQLException {
        return give(new RolloutOrder.Resume(name, Reasons.of(request)));
    }

    @POST
    @Path("abort")
    @Operation(
            operationId = "abortRollout",
            summary = "Abort a rollout",
            description =
                    "It ends for good; racks that are not done stay where they are. A reason is"
                            + " needed.")
    public Ordered abort(@PathParam("name") String name, @Nullable ReasonRequest request)
            throws SQLException {
        return give(new RolloutOrder.Abort(name, Reasons.required(request)));
    }

    @POST
    @Path("approve")
    @Operation(
            operationId = "approveRollout",
            summary = "Approve a rollout's next wave",
            description = "For a rollout with mode: approval, while it is AWAITING_APPROVAL.")
    public Ordered approve(@PathParam("name") String name, @Nullable ReasonRequest request)
            throws SQLException {
        return give(new RolloutOrder.Approve(name, Reasons.of(request)));
    }

    @POST
    @Path("racks/{rack}/retry")
    @Operation(
            operationId = "retryRack",
            summary = "Try a rack of a rollout again",
            description =
                    "For one that is QUARANTINED, after its repair: it is tested again from where"
                        + " there is no power. For one whose stage is inconclusive, after a look at"
                        + " it: the stage is tried again. A reason is needed.")
    public Ordered retry(
            @PathParam("name") String name,
            @PathParam("rack") String rack,
            @Nullable ReasonRequest request)
            throws SQLException {
        return give(new RolloutOrder.Retry(name, rack, Reasons.required(request)));
    }

    @POST
    @Path("racks/{rack}/skip")
    @Operation(
            operationId = "skipRack",
            summary = "Leave a rack out of a rollout",
            description = "The rollout goes on without it. A reason is needed.")
    public Ordered skip(
            @PathParam("name") String name,
            @PathParam("rack") String rack,
            @Nullable ReasonRequest request)
            throws SQLException {
        return give(new RolloutOrder.Skip(name, rack, Reasons.required(request)));
    }

    private Ordered give(RolloutOrder order) throws SQLException {
        Ordered ordered = desk.give(order, identity.getPrincipal().getName());
        loop.wake();
        return ordered;
    }
}
