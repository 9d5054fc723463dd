package io.gigafleet.controlplane.telemetry;

import java.io.Serial;

/**
 * Carries the cause of a rejection from deep inside a decoder to the reader that answers with it.
 */
final class UnfitRecordException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final RejectCause cause;

    UnfitRecordException(RejectCause cause, String detail) {
        super(detail, null, false, false);
        this.cause = cause;
    }

    Rejected toRejected() {
        return new Rejected(cause, String.valueOf(getMessage()));
    }
}
