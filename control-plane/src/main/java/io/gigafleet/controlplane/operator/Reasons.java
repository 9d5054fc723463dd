package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.problem.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads why an order is given. */
final class Reasons {

    /** Most characters of a reason. */
    static final int MAX_CHARS = 500;

    private Reasons() {}

    /** Why an order is given. */
    @Schema(description = "Why")
    record ReasonRequest(
            @Schema(description = "For the audit log, at most 500 characters")
                    @Nullable String reason) {}

    /**
     * The reason, or nothing.
     *
     * @throws Refusal if it is too long
     */
    static String of(@Nullable ReasonRequest request) {
        return checked(request == null ? "" : Parameters.orEmpty(request.reason()));
    }

    /**
     * The reason.
     *
     * @throws Refusal if there is none or it is too long
     */
    static String required(@Nullable ReasonRequest request) {
        String reason = of(request);
        if (reason.isBlank()) {
            throw Refusal.ofField(
                    "reason", "it is missing", "say why, for whoever reads the audit log later");
        }
        return reason;
    }

    /**
     * The same reason.
     *
     * @throws Refusal if it is too long
     */
    static String checked(String reason) {
        if (reason.length() > MAX_CHARS) {
            throw Refusal.ofField(
                    "reason",
                    "it has " + reason.length() + " characters",
                    "write at most " + MAX_CHARS);
        }
        return reason;
    }
}
