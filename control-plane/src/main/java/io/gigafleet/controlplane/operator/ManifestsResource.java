package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.control.ControlLoop;
import io.gigafleet.controlplane.operator.apply.Applied;
import io.gigafleet.controlplane.operator.apply.Applier;
import io.gigafleet.controlplane.operator.auth.Role;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Applies manifests. */
@Path("apply")
@Tag(name = "manifests")
@Produces(MediaType.APPLICATION_JSON)
public class ManifestsResource {

    private final Applier applier;
    private final ControlLoop loop;
    private final SecurityIdentity identity;

    ManifestsResource(Applier applier, ControlLoop loop, SecurityIdentity identity) {
        this.applier = applier;
        this.loop = loop;
        this.identity = identity;
    }

    @POST
    @RolesAllowed(Role.OPERATE)
    @Consumes({
        MediaTypes.YAML,
        MediaTypes.OLD_YAML,
        MediaTypes.TEXT_YAML,
        MediaType.APPLICATION_JSON
    })
    @Operation(
            operationId = "apply",
            summary = "Apply manifests",
            description =
                    "Makes the manifests of a multi-document YAML text what is wanted: all of them"
                            + " in one transaction, or none. Every problem is named at once, with"
                            + " document, line, column and field. Kinds may come in any order.")
    public Applied apply(
            String manifests,
            @Parameter(
                            description = "Check and answer, but keep nothing",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    @Nullable String dryRun)
            throws SQLException {
        Applied applied =
                applier.apply(
                        Applier.read(manifests),
                        identity.getPrincipal().getName(),
                        Instant.now(),
                        Parameters.flag("dryRun", dryRun),
                        Applier.Precondition.NONE);
        loop.wake();
        return applied;
    }
}
