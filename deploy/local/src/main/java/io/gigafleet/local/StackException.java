package io.gigafleet.local;

import java.util.List;

/**
 * Something outside the stack's code stands in its way: a taken port, a full disk, a process that
 * died. The message is one line for a person; {@link #details} may say more.
 */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> details;

    public StackException(String message) {
        this(message, List.of());
    }

    public StackException(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
        this.details = List.of();
    }

    /** Lines to print under the message, such as the end of a log. */
    public List<String> details() {
        return details;
    }
}
