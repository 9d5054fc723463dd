package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.QueueAnswer;
import io.gigafleet.controlplane.operator.answer.QueueAnswers;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.Refusal;
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

/** Who waits for a place, and why. */
@Path("queue")
@Tag(name = "services")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

    private final FleetPictures pictures;
    private final QueueAnswers answers;

    QueueResource(FleetPictures pictures, QueueAnswers answers) {
        this.pictures = pictures;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "listQueue",
            summary = "Replicas without a place, in the order in which places are sought",
            description =
                    "Replicas of one service that wait for one reason are one entry. Each says why,"
                            + " what came nearest, whether waiting may help, and who is ahead.")
    public Page<QueueAnswer> list(
            @Parameter(description = "Only of this service") @QueryParam("service")
                    @Nullable String service,
            @Parameter(
                            description = "Most entries of the answer",
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
        int after = after(cursor);
        String only = Parameters.orEmpty(service);
        List<QueueAnswer> rest =
                answers.queue(pictures.now()).stream()
                        .filter(entry -> entry.position() > after)
                        .filter(entry -> only.isEmpty() || entry.service().equals(only))
                        .limit(most + 1L)
                        .toList();
        return rest.size() <= most
                ? Page.whole(rest)
                : new Page<>(
                        rest.subList(0, most),
                        Parameters.cursorAfter(String.valueOf(rest.get(most - 1).position())));
    }

    private static int after(@Nullable String cursor) {
        String text = Parameters.afterOf(cursor);
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Refusal.ofField(
                    "cursor", "this is no cursor", "send nextCursor of the answer before");
        }
    }
}
