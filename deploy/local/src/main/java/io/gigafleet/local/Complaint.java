package io.gigafleet.local;

import java.io.PrintStream;

/** How a person is told what stands in the stack's way: one line, and under it what led to it. */
final class Complaint {

    /** Exit code of a command that complained. */
    static final int FAILED = 1;

    private Complaint() {}

    static void print(StackException problem, PrintStream err) {
        err.println("gigafleet: " + problem.getMessage());
        problem.details().forEach(line -> err.println("    " + line));
        err.flush();
    }
}
