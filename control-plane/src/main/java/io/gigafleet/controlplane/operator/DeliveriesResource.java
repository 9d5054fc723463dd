package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.Declared.DeclaredDelivery;
import io.gigafleet.controlplane.operator.answer.DeliveryAnswer;
import io.gigafleet.controlplane.operator.answer.DeliveryDetailAnswer;
import io.gigafleet.controlplane.operator.answer.FleetPicture;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** Deliveries: racks that were ordered, and how far they are. */
@Path("deliveries")
@Tag(name = "rollouts")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class DeliveriesResource {

    private final FleetPictures pictures;

    DeliveriesResource(FleetPictures pictures) {
        this.pictures = pictures;
    }

    @GET
    @Operation(operationId = "listDeliveries", summary = "Deliveries, by name")
    public Page<DeliveryAnswer> list(
            @Parameter(
                            description = "Most deliveries of the answer",
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
        FleetPicture picture = pictures.now();
        List<DeclaredDelivery> shown =
                picture
                        .declared()
                        .deliveries()
                        .tailMap(Parameters.afterOf(cursor) + "\0")
                        .values()
                        .stream()
                        .limit(most + 1L)
                        .toList();
        List<DeliveryAnswer> items =
                shown.stream()
                        .limit(most)
                        .map(delivery -> DeliveryAnswer.of(picture, delivery))
                        .toList();
        return shown.size() <= most
                ? Page.whole(items)
                : new Page<>(items, Parameters.cursorAfter(items.getLast().name()));
    }

    @GET
    @Path("{name}")
    @Operation(
            operationId = "getDelivery",
            summary = "A delivery, expected versus what stands",
            description = "Each rack as it was ordered, and the stage it stands at.")
    public DeliveryDetailAnswer get(@PathParam("name") String name) throws SQLException {
        FleetPicture picture = pictures.now();
        DeclaredDelivery declared = picture.declared().deliveries().get(name);
        if (declared == null) {
            throw Refusal.notFound("delivery", name, picture.declared().deliveries().keySet());
        }
        return DeliveryDetailAnswer.of(picture, declared);
    }
}
