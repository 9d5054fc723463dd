package io.gigafleet.cli;

/** How a command ends, as scripts see it. */
enum ExitCode {
    OK(0),
    /** It failed, and none of the codes below says it better. */
    ERROR(1),
    /** The command line itself is wrong. */
    USAGE(2),
    NOT_FOUND(3),
    /** The present state does not allow it. */
    CONFLICT(4),
    /** No valid token, or one whose role does not allow it. */
    DENIED(5),
    /** No answer in time. */
    TIMEOUT(6),
    /** The manifests were accepted, but a service is not satisfied in time. */
    NOT_PLACED(11);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
