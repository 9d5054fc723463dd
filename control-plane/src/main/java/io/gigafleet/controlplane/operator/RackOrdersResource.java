package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.ledger.RackFlags;
import io.gigafleet.controlplane.ledger.RackFlags.Order;
import io.gigafleet.controlplane.operator.Reasons.ReasonRequest;
import io.gigafleet.controlplane.operator.answer.FleetPicture;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.RackAnswers;
import io.gigafleet.controlplane.operator.answer.RackDetailAnswer;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.telemetry.RackStatuses;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators order of one rack. Every order is audited with its reason. */
@Path("racks/{name}")
@Tag(name = "racks")
@RolesAllowed(Role.OPERATE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RackOrdersResource {

    private final RackFlags flags;
    private final FleetPictures pictures;
    private final RackAnswers answers;
    private final RackStatuses statuses;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    RackOrdersResource(
            RackFlags flags,
            FleetPictures pictures,
            RackAnswers answers,
            TelemetryIngest ingest,
            ControlLoop loop,
            SecurityIdentity identity) {
        this.flags = flags;
        this.pictures = pictures;
        this.answers = answers;
        this.statuses = ingest.statuses();
        this.loop = loop;
        this.identity = identity;
    }

    /** The most a rack may draw. */
    @Schema(description = "The most a rack may draw, and why")
    public record CapRequest(
            @Schema(description = "Between the SKU's idle and peak power") @Nullable Long watts,
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    /** A trip to clear. */
    @Schema(description = "The trip to clear, and why")
    public record ClearTripRequest(
            @Schema(description = "Its id, as the rack reports it") @Nullable String trip,
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    @POST
    @Path("cordon")
    @Operation(
            operationId = "cordonRack",
            summary = "Cordon a rack",
            description = "It takes no new replicas; what runs on it stays.")
    public RackDetailAnswer cordon(@PathParam("name") String name, @Nullable ReasonRequest request)
            throws SQLException {
        return answer(name, flags.cordon(order(name, Reasons.of(request))));
    }

    @POST
    @Path("uncordon")
    @Operation(
            operationId = "uncordonRack",
            summary = "Uncordon a rack",
            description = "It takes replicas again; a drain ends.")
    public RackDetailAnswer uncordon(
            @PathParam("name") String name, @Nullable ReasonRequest request) throws SQLException {
        return answer(name, flags.uncordon(order(name, Reasons.of(request))));
    }

    @POST
    @Path("drain")
    @Operation(
            operationId = "drainRack",
            summary = "Drain a rack",
            description = "It is cordoned, and what runs on it moves elsewhere.")
    public RackDetailAnswer drain(@PathParam("name") String name, @Nullable ReasonRequest request)
            throws SQLException {
        return answer(name, flags.drain(order(name, Reasons.of(request))));
    }

    @POST
    @Path("clear-trip")
    @Operation(
            operationId = "clearTrip",
            summary = "Clear a rack's trip",
            description =
                    "Allows the rack to leave one protective trip, named by its id. A later trip"
                        + " needs another clearance. A trip the rack is not in is refused (409).")
    public RackDetailAnswer clearTrip(
            @PathParam("name") String name, @Nullable ClearTripRequest request)
            throws SQLException {
        if (request == null || request.trip() == null || request.trip().isBlank()) {
            throw Refusal.ofField(
                    "trip", "it is missing", "send the trip's id: GET /api/v1/racks/" + name);
        }
        Order order = order(name, Parameters.orEmpty(request.reason()));
        TripCheck.check(
                rack(name).name(),
                request.trip(),
                statuses.report(name),
                flags.clearedTrip(name).orElse(""));
        return answer(name, flags.clearTrip(order, request.trip()));
    }

    @PUT
    @Path("cap")
    @Operation(
            operationId = "capRack",
            summary = "Cap a rack's power",
            description = "The rack draws at most this until the cap is lifted.")
    public RackDetailAnswer cap(@PathParam("name") String name, @Nullable CapRequest request)
            throws SQLException {
        if (request == null || request.watts() == null) {
            throw Refusal.ofField("watts", "it is missing", "send the watts the rack may draw");
        }
        long watts = request.watts();
        RackSpot rack = rack(name);
        if (watts < rack.idleWatts() || watts > rack.peakWatts()) {
            throw Refusal.ofField(
                    "watts",
                    "%d W is no cap for a %s, which draws %d W when idle and %d W at most"
                            .formatted(
                                    watts, rack.sku().name(), rack.idleWatts(), rack.peakWatts()),
                    "write a value between the two; to lift a cap, DELETE it");
        }
        return answer(name, flags.cap(order(name, Parameters.orEmpty(request.reason())), watts));
    }

    @DELETE
    @Path("cap")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "uncapRack", summary = "Lift the operator's cap of a rack")
    public RackDetailAnswer uncap(
            @PathParam("name") String name,
            @Parameter(description = "For the audit log, at most 500 characters")
                    @QueryParam("reason")
                    @Nullable String reason)
            throws SQLException {
        return answer(name, flags.cap(order(name, Parameters.orEmpty(reason)), null));
    }

    private RackSpot rack(String name) throws SQLException {
        FleetPicture picture = pictures.now();
        return picture.plant()
                .rack(
                        picture.plant()
                                .rackNamed(name)
                                .orElseThrow(() -> Refusal.notFound("rack", name)));
    }

    private Order order(String rack, String reason) {
        return new Order(rack, identity.getPrincipal().getName(), Reasons.checked(reason));
    }

    private RackDetailAnswer answer(String name, boolean found) throws SQLException {
        if (!found) {
            throw Refusal.notFound("rack", name);
        }
        loop.wake();
        FleetPicture picture = pictures.now();
        return answers.detail(
                picture, Objects.requireNonNull(picture.declared().racks().get(name), name));
    }
}
