package io.gigafleet.controlplane.operator.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ends in into problem details. */
public class ProblemResponses {

    /** Media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds after which a client may try again while the database is away. */
    private static final int RETRY_AFTER_SECONDS = 5;

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

    // Quarkus has mappers of its own for these; the ones named here take precedence over them.
    @ServerExceptionMapper({
        Throwable.class,
        Refusal.class,
        WebApplicationException.class,
        AuthenticationFailedException.class,
        UnauthorizedException.class,
        ForbiddenException.class,
        ValidationException.class,
        MismatchedInputException.class
    })
    Response problem(Throwable failure, UriInfo request) {
        return response(failure, request.getRequestUri().getPath());
    }

    private static Response response(Throwable failure, String path) {
        if (failure instanceof JsonProcessingException json) {
            return answer(UnusableJson.refusalOf(json), path).build();
        }
        if (failure instanceof WebApplicationException
                && failure.getCause() instanceof JsonProcessingException json) {
            return answer(UnusableJson.refusalOf(json), path).build();
        }
        Optional<Refusal> refusal = Failures.refusalOf(failure);
        if (refusal.isPresent()) {
            if (refusal.get().type() == ProblemType.DATABASE_AWAY) {
                LOG.warnf("database away path=%s cause=%s", path, failure);
            }
            return answer(refusal.get(), path).build();
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "request failed id=%s path=%s", id, path);
        return answer(
                        new Refusal(
                                ProblemType.INTERNAL,
                                "This is a fault of the control plane, not of the request. Its log"
                                        + " has the cause under id "
                                        + id
                                        + "."),
                        path)
                .build();
    }

    private static ResponseBuilder answer(Refusal refusal, String path) {
        ResponseBuilder answer =
                Response.status(refusal.type().status())
                        .type(MEDIA_TYPE)
                        .entity(refusal.toProblem(path));
        if (refusal.type() == ProblemType.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"gigafleet\"");
        }
        if (refusal.type() == ProblemType.DATABASE_AWAY) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer;
    }
}
