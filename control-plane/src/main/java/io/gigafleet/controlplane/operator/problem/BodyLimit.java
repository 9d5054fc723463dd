package io.gigafleet.controlplane.operator.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that says it is too large with problem details, before the HTTP server would do it
 * without a word.
 */
@ApplicationScoped
class BodyLimit {

    /** Filters of higher priority run earlier; the HTTP server's own limit has 2. */
    private static final int BEFORE_THE_SERVERS_LIMIT = 100;

    private final long maxBytes;
    private final ObjectMapper json;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max,
            ObjectMapper json) {
        this.maxBytes = max.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVERS_LIMIT);
    }

    private void check(RoutingContext exchange) {
        if (announcedBytes(exchange.request()) <= maxBytes) {
            exchange.next();
            return;
        }
        Problem problem = Failures.tooLarge().toProblem(exchange.normalizedPath());
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemResponses.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(text(problem));
    }

    /** The body's length as the client gives it; 0 if it doesn't, then the server counts. */
    private static long announcedBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || !length.matches("\\d{1,18}") ? 0 : Long.parseLong(length);
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problem details are not JSON: " + problem, e);
        }
    }
}
