package io.gigafleet.controlplane.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswer;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswers;
import io.gigafleet.controlplane.operator.whatif.WhatIfRequest;
import io.gigafleet.schemas.manifest.ManifestProblem;
import io.gigafleet.schemas.manifest.YamlJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions of what would happen. Whoever may read may ask: nothing does. */
@Path("whatif")
@Tag(name = "services")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
public class WhatIfResource {

    private final WhatIfAnswers answers;
    private final ObjectReader reader;

    WhatIfResource(WhatIfAnswers answers, ObjectMapper json) {
        this.answers = answers;
        this.reader =
                json.readerFor(WhatIfRequest.class)
                        .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @POST
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaTypes.YAML,
        MediaTypes.OLD_YAML,
        MediaTypes.TEXT_YAML
    })
    @Operation(
            operationId = "whatIf",
            summary = "What would happen",
            description =
                    "Places services, loses racks, adds racks or changes budgets on a copy of the"
                            + " live fleet, with the scheduler itself, and tells what would be"
                            + " placed, moved, given up and refused. It has no effect.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = WhatIfRequest.class)))
    public WhatIfAnswer ask(String question) throws SQLException, JsonProcessingException {
        return answers.answer(read(question));
    }

    private WhatIfRequest read(String question) throws JsonProcessingException {
        YamlJson yaml = YamlJson.read(question);
        if (!yaml.problems().isEmpty()) {
            ManifestProblem first = yaml.problems().getFirst();
            throw Refusal.ofField(
                    "line " + first.line() + ", column " + first.column(),
                    first.message(),
                    first.hint());
        }
        try {
            return reader.readValue(yaml.json());
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
