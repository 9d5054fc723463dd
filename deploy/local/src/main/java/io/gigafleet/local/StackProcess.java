package io.gigafleet.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A process of the stack that was started by us, with the log it writes. */
final class StackProcess {

    private static final File NOTHING = new File("/dev/null");

    /** How long a process may take to end in order until it is killed. */
    static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int LAST_LINES = 8;

    private final ProcessSpec spec;
    private final Process process;
    private final ProcessIdentity identity;
    private final Instant startedAt;
    private final long logBytesBefore;

    private StackProcess(
            ProcessSpec spec,
            Process process,
            ProcessIdentity identity,
            Instant startedAt,
            long logBytesBefore) {
        this.spec = spec;
        this.process = process;
        this.identity = identity;
        this.startedAt = startedAt;
        this.logBytesBefore = logBytesBefore;
    }

    /**
     * Starts the process.
     *
     * @throws StackException if the system refuses, or the process ended at once
     */
    static StackProcess start(ProcessSpec spec) {
        ProcessBuilder builder =
                new ProcessBuilder(spec.command())
                        .redirectInput(NOTHING)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Path directory = spec.log().toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            long logBytesBefore = Files.exists(spec.log()) ? Files.size(spec.log()) : 0;
            Process process = builder.start();
            ProcessIdentity identity =
                    ProcessIdentity.of(process.pid())
                            .orElseGet(() -> new ProcessIdentity(process.pid(), "ended at once"));
            return new StackProcess(spec, process, identity, Instant.now(), logBytesBefore);
        } catch (IOException e) {
            throw new StackException("cannot start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    ProcessSpec spec() {
        return spec;
    }

    String name() {
        return spec.name();
    }

    ProcessIdentity identity() {
        return identity;
    }

    Instant startedAt() {
        return startedAt;
    }

    boolean alive() {
        return process.isAlive();
    }

    /**
     * Waits until the process is ready.
     *
     * @throws StackException if it dies first or is not ready within the limit
     */
    void awaitReady(BooleanSupplier ready, Duration limit) {
        boolean done = Waiting.until(() -> !alive() || ready.getAsBoolean(), limit);
        if (!alive()) {
            throw died();
        }
        if (!done) {
            throw new StackException(
                    name()
                            + " was not ready after "
                            + limit.toSeconds()
                            + " s; its log: "
                            + spec.log(),
                    lastLines());
        }
    }

    /** What to tell a person after the process ended without being asked. */
    StackException died() {
        return new StackException(
                name() + " died (exit code " + process.exitValue() + "); its log: " + spec.log(),
                lastLines());
    }

    /** The end of what this process logged. */
    List<String> lastLines() {
        return LogTail.lastLines(spec.log(), logBytesBefore, LAST_LINES);
    }

    /** Ends the process: in order if it goes in time, else at once. Returns when it is gone. */
    void stop() {
        stop(identity, spec.stopSignal(), STOP_GRACE);
    }

    /** Ends any process by its identity, ours or one a former supervisor left. */
    static void stop(ProcessIdentity identity, Signal signal, Duration grace) {
        signal.send(identity);
        if (!Waiting.until(() -> !identity.alive(), grace)) {
            Signal.KILL.send(identity);
            if (!Waiting.until(() -> !identity.alive(), KILL_LIMIT)) {
                throw new StackException(
                        "process " + identity.pid() + " does not end, not even when killed");
            }
        }
    }
}
