package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.answer.DomainAnswer;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.answer.LoopAnswer;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.answer.SiteAnswer;
import io.gigafleet.controlplane.operator.answer.SiteAnswers;
import io.gigafleet.controlplane.operator.auth.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The site, its power domains and its coolant loops. */
@Path("")
@Tag(name = "site")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class SiteResource {

    private final FleetPictures pictures;
    private final SiteAnswers answers;

    SiteResource(FleetPictures pictures, SiteAnswers answers) {
        this.pictures = pictures;
        this.answers = answers;
    }

    @GET
    @Path("site")
    @Operation(
            operationId = "getSite",
            summary = "The site at a glance",
            description =
                    "Racks by condition, power against budget, services, tokens per second,"
                            + " latencies of the last minute, joules per token, and who leads.")
    public SiteAnswer site() throws SQLException {
        return answers.site(pictures.now(), Instant.now());
    }

    @GET
    @Path("domains")
    @Operation(
            operationId = "listDomains",
            summary = "The power tree",
            description = "Each power domain with its budget, what is committed and what is drawn.")
    public Page<DomainAnswer> domains() throws SQLException {
        return Page.whole(answers.domains(pictures.now()));
    }

    @GET
    @Path("loops")
    @Operation(
            operationId = "listLoops",
            summary = "The coolant loops",
            description = "Each coolant loop with its capacity, committed heat and CDU readings.")
    public Page<LoopAnswer> loops() throws SQLException {
        return Page.whole(answers.loops(pictures.now()));
    }
}
