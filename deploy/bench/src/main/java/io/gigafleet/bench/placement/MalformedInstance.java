package io.gigafleet.bench.placement;

/** An instance's file says what cannot be. The message names file, line, reason and remedy. */
public final class MalformedInstance extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A complaint about one line; the first line of a file is 1. */
    MalformedInstance(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
    }

    /** A complaint about a whole file. */
    MalformedInstance(String file, String reason) {
        super(file + ": " + reason);
    }
}
