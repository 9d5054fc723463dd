package io.gigafleet.bench;

/** A command line that says what cannot be; the message says what to write instead. */
public final class Misuse extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Misuse(String message) {
        super(message);
    }

    public Misuse(String message, Throwable cause) {
        super(message, cause);
    }
}
