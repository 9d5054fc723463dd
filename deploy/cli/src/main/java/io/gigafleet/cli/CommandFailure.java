package io.gigafleet.cli;

import java.util.List;

/** A command can't do what it was asked; says why and how to go on. */
class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /** What the operator reads, at least one line. */
    List<String> lines() {
        return List.of(String.valueOf(getMessage()));
    }
}
