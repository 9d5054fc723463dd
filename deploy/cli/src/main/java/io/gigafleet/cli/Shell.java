package io.gigafleet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything of the outside world that commands touch beside the network.
 *
 * @param clock for the ages of readings and for waiting
 * @param pause waits between two looks
 * @param terminal the screen that {@code out} goes to
 */
record Shell(
        Map<String, String> environment,
        Path workingDirectory,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        InstantSource clock,
        Pause pause,
        Terminal terminal) {

    Shell {
        environment = Map.copyOf(environment);
    }

    /** Waits. */
    interface Pause {
        void lasting(Duration duration) throws InterruptedException;
    }

    /**
     * The process's own. Texts are UTF-8 whatever the locale says, since they hold °C.
     *
     * @param checkout directory that holds {@code .gigafleet} unless {@code GIGAFLEET_HOME} says
     *     another; empty: the working directory
     */
    static Shell ofProcess(String checkout) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(Connection.HOME_VARIABLE, checkout);
        return new Shell(
                environment,
                Path.of("").toAbsolutePath(),
                System.in,
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                InstantSource.system(),
                Thread::sleep,
                Terminal.ofProcess());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                false);
    }

    /** The value of an environment variable; empty if it is not set. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
