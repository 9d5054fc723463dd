package io.gigafleet.controlplane.operator;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the API is, and what holds for all of it. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Gigafleet API",
                        version = "v1",
                        license = @License(name = "Apache-2.0"),
                        description =
                                "What operators want of the fleet, what was decided, and what is"
                                    + " read of it. Refusals are RFC 9457 problem details that say"
                                    + " what to do; every time is UTC, every power in watts."),
        security = @SecurityRequirement(name = "token"),
        tags = {
            @Tag(name = "manifests", description = "Desired state, as YAML or JSON"),
            @Tag(name = "site", description = "The site, its power domains and coolant loops"),
            @Tag(name = "racks", description = "Racks, and what operators say of them"),
            @Tag(name = "rollouts", description = "How racks come into service, and what failed"),
            @Tag(name = "services", description = "Inference services and where they run"),
            @Tag(name = "safety", description = "The guard: modes, alarms, load target, windows"),
            @Tag(name = "audit", description = "Who did what, and why"),
            @Tag(name = "tokens", description = "Who may use this API")
        })
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description =
                "A bearer token. Roles: viewer reads, operator also changes what is wanted, admin"
                        + " also makes tokens.")
public class ApiDescription extends Application {}
