package io.gigafleet.controlplane.bus;

import java.io.Serial;

/**
 * Another process has taken over the outbox: what this one still wanted to publish was refused. The
 * leader must step down.
 */
public final class FencedException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    public FencedException(String message, Throwable cause) {
        super(message, cause);
    }
}
