package io.gigafleet.controlplane.operator.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gigafleet.schemas.manifest.ManifestProblem;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem details as RFC 9457 has them.
 *
 * @param detail what is wrong here and what to do
 * @param instance path of the request
 * @param problems each fault of the request by itself; empty if {@code detail} says it all
 */
@Schema(description = "What is wrong with a request and what to do (RFC 9457)")
public record Problem(
        @Schema(
                        description = "Stable URI of the kind of problem",
                        examples = "https://gigafleet.io/problems/manifest-invalid")
                URI type,
        @Schema(description = "The kind of problem for people") String title,
        @Schema(description = "The HTTP status", examples = "422") int status,
        @Schema(description = "What is wrong here and what to do") String detail,
        @Schema(description = "Path of the request", examples = "/api/v1/apply") String instance,
        @Schema(description = "Each fault by itself, in order of position")
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Fault> problems) {

    public Problem {
        problems = List.copyOf(problems);
    }

    /**
     * One fault of the request.
     *
     * @param document position of the YAML document in the input, from 1; 0 if the input as a whole
     *     is meant
     * @param line from 1; 0 if the request has no lines
     * @param column in characters, from 1; 0 if the request has no lines
     * @param field path of the field, or name of the parameter
     * @param message what is wrong
     * @param hint what to do; empty if the message says it
     */
    @Schema(name = "Fault", description = "One fault of a request, and where it is")
    public record Fault(
            @Schema(description = "YAML document in the input, from 1; 0: the whole input")
                    int document,
            @Schema(description = "Line, from 1; 0: the request has no lines") int line,
            @Schema(description = "Column in characters, from 1; 0: the request has no lines")
                    int column,
            @Schema(
                            description = "Path of the field or name of the parameter",
                            examples = "spec.shape.skus[0]")
                    String field,
            @Schema(description = "What is wrong") String message,
            @Schema(description = "What to do") String hint) {

        /** A fault of a parameter or of a JSON field. */
        public static Fault ofField(String field, String message, String hint) {
            return new Fault(0, 0, 0, field, message, hint);
        }

        static Fault of(ManifestProblem problem) {
            return new Fault(
                    problem.document(),
                    problem.line(),
                    problem.column(),
                    problem.field(),
                    problem.message(),
                    problem.hint());
        }
    }
}
