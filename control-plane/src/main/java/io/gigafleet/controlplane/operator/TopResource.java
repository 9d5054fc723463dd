package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.operator.answer.FleetPicture;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.TopAnswer;
import io.gigafleet.controlplane.operator.answer.TopAnswers;
import io.gigafleet.controlplane.operator.answer.TopAnswers.Rank;
import io.gigafleet.controlplane.operator.auth.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Racks ranked by what was heard of them last. */
@Path("top")
@Tag(name = "telemetry")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class TopResource {

    private final FleetPictures pictures;
    private final TopAnswers answers;

    TopResource(FleetPictures pictures, TopAnswers answers) {
        this.pictures = pictures;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "getTop",
            summary = "The hottest, most loaded or most throttled racks",
            description = "From memory, by the newest reading of each rack.")
    public TopAnswer top(
            @Parameter(
                            description = "What they are ranked by; die if left out",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "die",
                                                "watts",
                                                "utilization",
                                                "throttle"
                                            }))
                    @QueryParam("metric")
                    @Nullable String metric,
            @Parameter(
                            description = "Most racks of the answer",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(description = "Only racks of this hall") @QueryParam("hall")
                    @Nullable String hall,
            @Parameter(description = "Only racks of this row") @QueryParam("row")
                    @Nullable String row,
            @Parameter(description = "Only racks of this coolant loop") @QueryParam("loop")
                    @Nullable String loop)
            throws SQLException {
        Rank rank = Parameters.word("metric", Rank.class, metric).orElse(Rank.DIE);
        FleetPicture picture = pictures.now();
        ScopeField.checkFilter("hall", hall, picture.plant());
        ScopeField.checkFilter("row", row, picture.plant());
        ScopeField.checkFilter("loop", loop, picture.plant());
        Predicate<RackSpot> shown =
                spot ->
                        matches(hall, spot.hall())
                                && matches(row, spot.row())
                                && matches(loop, picture.plant().loop(spot.loop()).name());
        return answers.top(picture, rank, Parameters.limit(limit), shown);
    }

    private static boolean matches(@Nullable String wanted, String value) {
        return wanted == null || wanted.isEmpty() || wanted.equals(value);
    }
}
