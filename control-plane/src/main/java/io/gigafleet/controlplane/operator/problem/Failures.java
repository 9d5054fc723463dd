package io.gigafleet.controlplane.operator.problem;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;

/** Which refusal a failure is, if it is one; its own text never reaches a client. */
final class Failures {

    /** Longest chain of causes that is followed. */
    private static final int MAX_CAUSES = 20;

    private Failures() {}

    /** The refusal to answer with; empty if the failure is a bug. */
    static Optional<Refusal> refusalOf(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> Optional.of(refusal);
            case AuthenticationException ignored -> Optional.of(unauthenticated());
            case UnauthorizedException ignored -> Optional.of(unauthenticated());
            case ForbiddenException ignored ->
                    refusal(
                            ProblemType.FORBIDDEN,
                            "This token's role is too low for the request. Roles are viewer,"
                                + " operator, admin; ask an admin for a token of a higher one.");
            case NotFoundException ignored ->
                    refusal(
                            ProblemType.NOT_FOUND,
                            "There is nothing at this path. The API is described at /q/openapi.");
            case NotAllowedException ignored ->
                    refusal(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "This path does not take this method. The API is described at"
                                    + " /q/openapi.");
            case NotAcceptableException ignored ->
                    refusal(
                            ProblemType.NOT_ACCEPTABLE,
                            "Answers are application/json. Ask for that, or for */*.");
            case NotSupportedException ignored ->
                    refusal(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Manifests are sent as application/yaml or application/json, all else"
                                    + " as application/json. Set the Content-Type header (curl -H"
                                    + " 'Content-Type: application/yaml').");
            case ConstraintViolationException invalid -> Optional.of(violated(invalid));
            case WebApplicationException answered -> web(answered);
            default -> isDatabaseAway(failure) ? Optional.of(databaseAway()) : Optional.empty();
        };
    }

    static Refusal unauthenticated() {
        return new Refusal(
                ProblemType.UNAUTHENTICATED,
                "Send a valid token as 'Authorization: Bearer …'. The local stack keeps one in"
                        + " .gigafleet/run/admin.token; an admin makes others with POST"
                        + " /api/v1/tokens.");
    }

    static Refusal tooLarge() {
        return new Refusal(
                ProblemType.TOO_LARGE,
                "A request body may have at most 16 MiB. Apply the manifests in parts.");
    }

    private static Refusal databaseAway() {
        return new Refusal(
                ProblemType.DATABASE_AWAY,
                "The control plane can't reach its database. Racks go on serving, and the guard"
                        + " goes on protecting them.");
    }

    private static Optional<Refusal> refusal(ProblemType type, String detail) {
        return Optional.of(new Refusal(type, detail));
    }

    private static Refusal violated(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(
                        violation -> {
                            String path = violation.getPropertyPath().toString();
                            return Refusal.ofField(
                                    path.substring(path.lastIndexOf('.') + 1),
                                    violation.getMessage(),
                                    "");
                        })
                .findFirst()
                .orElseGet(() -> new Refusal(ProblemType.REQUEST_INVALID, "Check the request."));
    }

    private static Optional<Refusal> web(WebApplicationException answered) {
        int status = answered.getResponse().getStatus();
        if (status == ProblemType.TOO_LARGE.status()) {
            return Optional.of(tooLarge());
        }
        return status >= 400 && status < 500
                ? refusal(
                        ProblemType.REQUEST_INVALID,
                        "The request can't be read. JSON bodies must be valid and have the fields"
                                + " that /q/openapi lists.")
                : Optional.empty();
    }

    /**
     * Whether some cause says that the database can't be reached: SQLSTATE classes 08 (connection)
     * and 57P (operator intervention), 53300 (too many connections), or no connection from the pool
     * in time.
     */
    static boolean isDatabaseAway(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof SQLException sql && saysAway(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean saysAway(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return failure instanceof SQLTransientException
                    || String.valueOf(failure.getMessage()).startsWith("Acquisition timeout")
                    || failure.getCause() instanceof ConnectException;
        }
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
