package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.control.Quiet;
import io.gigafleet.controlplane.ledger.Alarms;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.ledger.SafetyReader;
import io.gigafleet.controlplane.ledger.entity.AlarmEntity;
import io.gigafleet.controlplane.operator.Reasons.ReasonRequest;
import io.gigafleet.controlplane.operator.answer.AlarmAnswer;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people should know of, and what they said of it. */
@Path("alarms")
@Tag(name = "safety")
@Produces(MediaType.APPLICATION_JSON)
public class AlarmsResource {

    private final Alarms alarms;
    private final SafetyReader safety;
    private final FleetPictures pictures;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    AlarmsResource(
            Alarms alarms,
            SafetyReader safety,
            FleetPictures pictures,
            ControlLoop loop,
            SecurityIdentity identity) {
        this.alarms = alarms;
        this.safety = safety;
        this.pictures = pictures;
        this.loop = loop;
        this.identity = identity;
    }

    /** How long an alarm shall be silent. */
    @Schema(name = "SilenceRequest", description = "Until when nobody is to be told, and why")
    public record SilenceRequest(
            @Schema(description = "A time to come: ISO 8601, or seconds since 1970")
                    @Nullable String until,
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(
            operationId = "listAlarms",
            summary = "Alarms that stand, then those that stood",
            description = "Each the newest first. Alarms that stand no longer are kept 30 days.")
    public Page<AlarmAnswer> list(
            @Parameter(
                            description = "Only those that stand",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("standing")
                    @Nullable String standing,
            @Parameter(
                            description = "Most alarms of the answer",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit)
            throws SQLException {
        Instant now = Instant.now();
        List<AlarmEntity> rows =
                alarms.list(Parameters.flag("standing", standing), Parameters.limit(limit));
        Quiet quiet = quiet(now);
        return Page.whole(rows.stream().map(row -> answer(row, quiet, now)).toList());
    }

    @POST
    @Path("{key: .+}/acknowledge")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledgeAlarm",
            summary = "Say that you see to an alarm",
            description = "It stands until its cause is gone. Raised again, it asks again.")
    public AlarmAnswer acknowledge(@PathParam("key") String key, @Nullable ReasonRequest request)
            throws SQLException {
        return answer(
                key,
                alarms.acknowledge(key, identity.getPrincipal().getName(), Reasons.of(request)));
    }

    @POST
    @Path("{key: .+}/silence")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "silenceAlarm",
            summary = "Keep an alarm from telling anybody for a while",
            description = "It is still listed. What the guard does is not changed by it.")
    public AlarmAnswer silence(@PathParam("key") String key, @Nullable SilenceRequest request)
            throws SQLException {
        SilenceRequest asked = request == null ? new SilenceRequest(null, null) : request;
        Instant until = TimeField.required("until", asked.until());
        Instant now = Instant.now();
        if (!until.isAfter(now)) {
            throw Refusal.ofField(
                    "until",
                    until + " is past",
                    "write a time to come; a second from now ends a silence");
        }
        if (until.isAfter(now.plus(TargetSpan.LONGEST))) {
            throw Refusal.ofField(
                    "until",
                    "it is more than " + TargetSpan.LONGEST.toDays() + " days ahead",
                    "silence it for less, and again later");
        }
        AlarmAnswer answer =
                answer(
                        key,
                        alarms.silence(
                                key,
                                until,
                                identity.getPrincipal().getName(),
                                Reasons.checked(Parameters.orEmpty(asked.reason()))));
        loop.wake();
        return answer;
    }

    private AlarmAnswer answer(String key, Optional<AlarmEntity> changed) throws SQLException {
        Instant now = Instant.now();
        return answer(changed.orElseThrow(() -> Refusal.notFound("alarm", key)), quiet(now), now);
    }

    private Quiet quiet(Instant now) throws SQLException {
        return Quiet.at(
                safety.readAfter(SafetyOrders.NONE), pictures.now().plant(), now.toEpochMilli());
    }

    private static AlarmAnswer answer(AlarmEntity row, Quiet quiet, Instant now) {
        return AlarmAnswer.of(row, quiet.windowOver(row.subject).map(window -> window.id()), now);
    }
}
