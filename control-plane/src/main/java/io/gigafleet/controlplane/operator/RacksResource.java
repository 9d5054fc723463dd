package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.controlplane.ledger.MinuteHistory;
import io.gigafleet.controlplane.operator.answer.FleetPicture;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.RackAnswers;
import io.gigafleet.controlplane.operator.answer.RackDetailAnswer;
import io.gigafleet.controlplane.operator.answer.RackListing;
import io.gigafleet.controlplane.operator.answer.RackMinuteAnswer;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Racks, as they stand and as they were. */
@Path("racks")
@Tag(name = "racks")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class RacksResource {

    private final FleetPictures pictures;
    private final RackAnswers answers;
    private final MinuteHistory history;

    RacksResource(FleetPictures pictures, RackAnswers answers, MinuteHistory history) {
        this.pictures = pictures;
        this.answers = answers;
        this.history = history;
    }

    @GET
    @Operation(
            operationId = "listRacks",
            summary = "Racks, by name",
            description = "Each rack with its condition and newest readings.")
    public Page<RackListing> list(
            @Parameter(
                            description = "Only racks of this condition",
                            schema = @Schema(enumeration = {"FRESH", "STALE", "LOST", "BAD"}))
                    @QueryParam("condition")
                    @Nullable String condition,
            @Parameter(description = "Only racks of this row") @QueryParam("row")
                    @Nullable String row,
            @Parameter(description = "Only racks of this coolant loop") @QueryParam("loop")
                    @Nullable String loop,
            @Parameter(description = "Only racks of this SKU") @QueryParam("sku")
                    @Nullable String sku,
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
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor")
                    @Nullable String cursor)
            throws SQLException {
        Optional<Condition> wanted = Parameters.word("condition", Condition.class, condition);
        Predicate<StandingRack> shown =
                standing ->
                        matches(row, standing.rack().spec().row())
                                && matches(loop, standing.rack().spec().coolantLoop())
                                && matches(sku, standing.rack().spec().sku())
                                && wanted.map(
                                                c ->
                                                        answers.conditionOf(standing.rack().name())
                                                                        .condition()
                                                                == c)
                                        .orElse(true);
        return page(Parameters.limit(limit), Parameters.afterOf(cursor), shown);
    }

    private Page<RackListing> page(int limit, String after, Predicate<StandingRack> shown)
            throws SQLException {
        FleetPicture picture = pictures.now();
        List<RackListing> items = new ArrayList<>();
        for (StandingRack standing : picture.declared().racks().tailMap(after + "\0").values()) {
            if (!shown.test(standing)) {
                continue;
            }
            if (items.size() == limit) {
                return new Page<>(items, Parameters.cursorAfter(items.getLast().rack().name()));
            }
            items.add(answers.listing(picture, standing));
        }
        return Page.whole(items);
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "getRack", summary = "All that is known of one rack")
    public RackDetailAnswer get(@PathParam("name") String name) throws SQLException {
        FleetPicture picture = pictures.now();
        return answers.detail(picture, standing(picture, name));
    }

    @GET
    @Path("{name}/telemetry")
    @Operation(
            operationId = "getRackTelemetry",
            summary = "A rack's past, minute by minute",
            description =
                    "Oldest first; at most 1,440 minutes of one answer. The last hour if no time is"
                            + " given.")
    public Page<RackMinuteAnswer> telemetry(
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
        standing(pictures.now(), name);
        return Page.whole(
                history.ofRack(name, Parameters.span(from, to, Instant.now())).stream()
                        .map(RackMinuteAnswer::of)
                        .toList());
    }

    private static StandingRack standing(FleetPicture picture, String name) {
        StandingRack standing = picture.declared().racks().get(name);
        if (standing == null) {
            throw Refusal.notFound("rack", name);
        }
        return standing;
    }

    private static boolean matches(@Nullable String wanted, String value) {
        return wanted == null || wanted.isEmpty() || wanted.equals(value);
    }
}
