package io.gigafleet.controlplane.ledger;

/** Another leader has raised the epoch: this one must write nothing more and step down. */
public final class TermOverException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TermOverException(String message) {
        super(message);
    }
}
