package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.Declared.DeclaredRollout;
import io.gigafleet.controlplane.ledger.RecordedRollout;
import io.gigafleet.controlplane.ledger.RolloutReader;
import io.gigafleet.controlplane.operator.answer.FleetPicture;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.RolloutAnswer;
import io.gigafleet.controlplane.operator.answer.RolloutAnswers;
import io.gigafleet.controlplane.operator.answer.RolloutDetailAnswer;
import io.gigafleet.controlplane.operator.answer.TimelineAnswer;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Rollouts, how far they are, and where their time went. */
@Path("rollouts")
@Tag(name = "rollouts")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class RolloutsResource {

    private final FleetPictures pictures;
    private final RolloutReader reader;
    private final RolloutAnswers answers;

    RolloutsResource(FleetPictures pictures, RolloutReader reader, RolloutAnswers answers) {
        this.pictures = pictures;
        this.reader = reader;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listRollouts", summary = "Rollouts, by name")
    public Page<RolloutAnswer> list(
            @Parameter(
                            description = "Most rollouts of the answer",
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
        List<DeclaredRollout> shown =
                picture
                        .declared()
                        .rollouts()
                        .tailMap(Parameters.afterOf(cursor) + "\0")
                        .values()
                        .stream()
                        .limit(most + 1L)
                        .toList();
        List<DeclaredRollout> page = shown.stream().limit(most).toList();
        Map<String, RecordedRollout> recorded =
                reader.rollouts(page.stream().map(rollout -> rollout.ordered().name()).toList());
        Instant now = Instant.now();
        List<RolloutAnswer> items =
                page.stream()
                        .map(
                                rollout ->
                                        answers.summary(
                                                picture,
                                                rollout,
                                                of(recorded, rollout.ordered().name()),
                                                now))
                        .toList();
        return shown.size() <= most
                ? Page.whole(items)
                : new Page<>(items, Parameters.cursorAfter(items.getLast().name()));
    }

    @GET
    @Path("{name}")
    @Operation(
            operationId = "getRollout",
            summary = "How far a rollout is",
            description = "Its phase with the reason, its forecast, its waves and all its racks.")
    public RolloutDetailAnswer get(@PathParam("name") String name) throws SQLException {
        FleetPicture picture = pictures.now();
        DeclaredRollout declared = declared(picture, name);
        return answers.detail(
                picture, declared, of(reader.rollouts(List.of(name)), name), Instant.now());
    }

    @GET
    @Path("{name}/timeline")
    @Operation(
            operationId = "getRolloutTimeline",
            summary = "Where the time of a rollout went",
            description =
                    "What each stage took, the critical path, throughput, and time to first token"
                            + " of each rack.")
    public TimelineAnswer timeline(@PathParam("name") String name) throws SQLException {
        FleetPicture picture = pictures.now();
        declared(picture, name);
        return answers.timeline(picture, name, reader.rolloutWithRuns(name), Instant.now());
    }

    private static DeclaredRollout declared(FleetPicture picture, String name) {
        DeclaredRollout declared = picture.declared().rollouts().get(name);
        if (declared == null) {
            throw Refusal.notFound("rollout", name);
        }
        return declared;
    }

    private static RecordedRollout of(Map<String, RecordedRollout> recorded, String name) {
        return Objects.requireNonNull(recorded.get(name), name);
    }
}
