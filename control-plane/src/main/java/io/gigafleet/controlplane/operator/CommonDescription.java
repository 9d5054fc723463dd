package io.gigafleet.controlplane.operator;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Describes what all operations have in common: their refusals, and which fields are always there.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonDescription implements OASFilter {

    private static final String LEFT_OUT_IF_EMPTY = "problems";

    private static final String SCHEMA = "#/components/schemas/Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().values().forEach(CommonDescription::describe);
        api.getComponents().getSchemas().forEach(CommonDescription::require);
    }

    /** An answer has all of its fields, if only as null; of a request each may be left out. */
    private static void require(String name, Schema schema) {
        if (schema.getProperties() != null && !name.endsWith("Request")) {
            List<String> always = new ArrayList<>(schema.getProperties().keySet());
            always.remove(LEFT_OUT_IF_EMPTY);
            schema.setRequired(always);
        }
    }

    private static void describe(PathItem path) {
        for (Operation operation : path.getOperations().values()) {
            refusals(operation)
                    .forEach(
                            (status, description) ->
                                    operation
                                            .getResponses()
                                            .addAPIResponse(status, refusal(description)));
        }
    }

    private static Map<String, String> refusals(Operation operation) {
        Map<String, String> refusals = new LinkedHashMap<>();
        if (hasParameter(operation, Parameter.In.QUERY) || operation.getRequestBody() != null) {
            refusals.put("400", "A parameter or the JSON can't be used");
        }
        refusals.put("401", "A valid token is needed");
        refusals.put("403", "The token's role does not allow this");
        if (hasParameter(operation, Parameter.In.PATH)) {
            refusals.put("404", "There is no such thing");
        }
        if (hasParameter(operation, "If-Match")) {
            refusals.put("412", "The precondition does not hold");
        }
        if (operation.getRequestBody() != null) {
            refusals.put("413", "The body is larger than 16 MiB");
            refusals.put("415", "The body's format is not supported");
        }
        if (takesManifests(operation)) {
            refusals.put("422", "A manifest is not valid; nothing was applied");
        }
        refusals.put("503", "The database is away; Retry-After says when to try again");
        return refusals;
    }

    private static boolean takesManifests(Operation operation) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().hasMediaType(MediaTypes.YAML);
    }

    private static boolean hasParameter(Operation operation, Parameter.In in) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() == in);
    }

    private static boolean hasParameter(Operation operation, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> name.equals(parameter.getName()));
    }

    private static APIResponse refusal(String description) {
        Content content =
                OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(SCHEMA)));
        return OASFactory.createAPIResponse().description(description).content(content);
    }
}
