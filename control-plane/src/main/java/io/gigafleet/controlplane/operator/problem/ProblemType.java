package io.gigafleet.controlplane.operator.problem;

import java.net.URI;
import java.util.Locale;

/** The kinds of problems; their URIs are stable, clients may branch on them. */
public enum ProblemType {
    MANIFEST_INVALID(422, "The manifest is not valid"),
    REQUEST_INVALID(400, "The request is not valid"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token's role does not allow this"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer has no such format"),
    CONFLICT(409, "The request conflicts with the present state"),
    PRECONDITION_FAILED(412, "The precondition does not hold"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request's format is not supported"),
    INTERNAL(500, "The control plane failed"),
    DATABASE_AWAY(503, "The database is away");

    private static final String ROOT = "https://gigafleet.io/problems/";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The type's URI: {@code https://gigafleet.io/problems/manifest-invalid}. */
    public URI uri() {
        return URI.create(ROOT + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
