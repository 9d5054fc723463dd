package io.gigafleet.controlplane.bus;

import java.io.Serial;

/**
 * Records were not, or not certainly, published. Sending them again is right: the receivers drop
 * what they have seen.
 */
public final class PublishException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    public PublishException(String message) {
        super(message);
    }

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
