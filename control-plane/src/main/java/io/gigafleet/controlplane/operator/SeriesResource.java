package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.MinuteHistory.Span;
import io.gigafleet.controlplane.operator.answer.FleetPicture;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.SeriesAnswer;
import io.gigafleet.controlplane.operator.answer.SeriesAnswers;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.series.Metric;
import io.gigafleet.controlplane.telemetry.series.Resolution;
import io.gigafleet.controlplane.telemetry.series.Subject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Series of racks, services and the plant along time. */
@Path("series")
@Tag(name = "telemetry")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class SeriesResource {

    private final FleetPictures pictures;
    private final SeriesAnswers answers;

    SeriesResource(FleetPictures pictures, SeriesAnswers answers) {
        this.pictures = pictures;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "getSeries",
            summary = "One metric of one subject along time",
            description =
                    "Made of roll-ups of ten seconds up to three hours, else of a minute; at most"
                            + " 1,500 points, so that longer spans have longer steps. The answer"
                            + " says which. The newest points come from memory. The last hour if no"
                            + " time is given.")
    public SeriesAnswer series(
            @Parameter(
                            description = "rack/NAME, service/NAME, domain/NAME, loop/NAME or site",
                            required = true)
                    @QueryParam("subject")
                    @Nullable String subject,
            @Parameter(
                            description = "What of it; watts if left out",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "watts",
                                                "die",
                                                "utilization",
                                                "power-throttle",
                                                "thermal-throttle",
                                                "requests",
                                                "tokens",
                                                "ttft",
                                                "tpot"
                                            }))
                    @QueryParam("metric")
                    @Nullable String metric,
            @Parameter(
                            description = "Begin; an hour before \'to\' if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(
                            description = "End, itself not included; now if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("to")
                    @Nullable String to,
            @Parameter(description = "From one point to the next, as 30s or 5m; chosen if left out")
                    @QueryParam("step")
                    @Nullable String step)
            throws SQLException {
        String about = Parameters.orEmpty(subject);
        Subject known = subject(about);
        Metric wanted = metric(metric == null ? Metric.WATTS.word() : metric, about, known);
        Instant now = Instant.now();
        Span span = Parameters.span(from, to, now);
        return answers.series(
                about, known, wanted, span, resolution(span, Parameters.step(step), now));
    }

    private Subject subject(String text) throws SQLException {
        Subject subject;
        try {
            subject = Subject.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.ofField("subject", String.valueOf(e.getMessage()), "");
        }
        requireKnown(subject, pictures.now());
        return subject;
    }

    private static void requireKnown(Subject subject, FleetPicture picture) {
        switch (subject) {
            case Subject.OfRack of -> {
                if (!picture.declared().racks().containsKey(of.rack())) {
                    throw Refusal.notFound("rack", of.rack(), picture.declared().racks().keySet());
                }
            }
            case Subject.OfService of -> {
                if (!picture.declared().services().containsKey(of.service())) {
                    throw Refusal.notFound(
                            "service", of.service(), picture.declared().services().keySet());
                }
            }
            case Subject.OfPlant of -> requirePart(of.part(), picture);
        }
    }

    private static void requirePart(String part, FleetPicture picture) {
        boolean isThere =
                part.equals(PlantRollup.SITE)
                        || picture.plant().domains().stream()
                                .anyMatch(domain -> PlantRollup.domain(domain.name()).equals(part))
                        || picture.plant().loops().stream()
                                .anyMatch(loop -> PlantRollup.loop(loop.name()).equals(part));
        if (!isThere) {
            throw Refusal.notFound("part of the plant", part);
        }
    }

    private static Metric metric(String word, String about, Subject subject) {
        Metric metric =
                Metric.ofWord(word)
                        .orElseThrow(
                                () ->
                                        Refusal.ofField(
                                                "metric",
                                                "there is no '" + word + "'",
                                                "write one of "
                                                        + String.join(", ", Metric.words())));
        if (!metric.isKeptOf(subject)) {
            throw Refusal.ofField(
                    "metric", "'" + word + "' is not kept of " + about, "ask for another one");
        }
        return metric;
    }

    private static Resolution resolution(Span span, Optional<Duration> step, Instant now) {
        try {
            return step.isPresent()
                    ? Resolution.of(span.from(), span.to(), now, step.get())
                    : Resolution.of(span.from(), span.to(), now);
        } catch (IllegalArgumentException e) {
            throw Refusal.ofField("step", String.valueOf(e.getMessage()), "");
        }
    }
}
