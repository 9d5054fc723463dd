package io.gigafleet.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Somebody at a terminal: types commands and reads what they print. */
final class Operator {

    static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private Instant now = NOW;
    private Optional<Terminal.Screen> screen = Optional.empty();

    private Operator(Path directory) {
        this.directory = directory;
    }

    /** What a command did. */
    record Saw(int exitCode, String out, String err) {}

    /** At a checkout without a fleet. */
    static Operator in(Path directory) {
        return new Operator(directory);
    }

    /** At a checkout whose local stack is this plane. */
    static Operator of(Path directory, FakePlane plane) {
        return new Operator(directory)
                .with(
                        ".gigafleet/run/stack.json",
                        "{\"url\": \"%s\", \"tokenFile\": \"run/admin.token\", \"pids\": []}"
                                .formatted(plane.url()))
                .with(".gigafleet/run/admin.token", "stack-token\n");
    }

    /** Writes a file. */
    Operator with(String file, String text) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Operator exporting(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Operator piping(String text) {
        input = text;
        return this;
    }

    /** With output on a screen instead of in a pipe. */
    Operator atScreen(int rows, int columns) {
        screen = Optional.of(new Terminal.Screen(rows, columns));
        return this;
    }

    Saw types(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell =
                new Shell(
                        environment,
                        directory,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        () -> now,
                        this::waits,
                        () -> screen);
        int exitCode = GigafleetCommand.run(shell, arguments);
        return new Saw(exitCode, out.toString(), err.toString());
    }

    private void waits(Duration duration) {
        now = now.plus(duration);
    }
}
