package io.gigafleet.controlplane.ledger;

/**
 * An operator changed what is wanted after the decision was made: nothing was written; decide
 * again.
 */
public final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public OvertakenException(String message) {
        super(message);
    }
}
