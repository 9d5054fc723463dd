package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at a rollout until it has ended. */
final class RolloutWatch {

    /** Between two looks. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Shell shell;
    private final PlaneClient plane;
    private final Printer printer;

    RolloutWatch(Shell shell, PlaneClient plane, Printer printer) {
        this.shell = shell;
        this.plane = plane;
        this.printer = printer;
    }

    /** What is done with each look. */
    sealed interface Printer {
        void print(JsonNode rollout, Instant now);

        /** Nothing was seen this time. */
        void away(String why, Instant now);
    }

    /**
     * Looks every second. A plane that is away for a while is waited for, unless it was away at the
     * first look.
     */
    ExitCode of(String name) {
        String path = "/rollouts/" + PlaneClient.segment(name);
        JsonNode rollout = plane.get(path, Map.of());
        while (true) {
            printer.print(rollout, shell.clock().instant());
            shell.flush();
            switch (rollout.path("phase").asText()) {
                case "COMPLETED" -> {
                    return ExitCode.OK;
                }
                case "ABORTED" -> {
                    return ExitCode.ERROR;
                }
                default -> rollout = next(path);
            }
        }
    }

    private JsonNode next(String path) {
        while (true) {
            pause();
            try {
                return plane.get(path, Map.of());
            } catch (CommandFailure failure) {
                switch (failure.exitCode()) {
                    case ERROR, TIMEOUT ->
                            printer.away(failure.lines().getFirst(), shell.clock().instant());
                    case OK, USAGE, NOT_FOUND, CONFLICT, DENIED, NOT_PLACED -> throw failure;
                }
                shell.flush();
            }
        }
    }

    private void pause() {
        try {
            shell.pause().lasting(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted");
        }
    }

    /** A JSON document per line. */
    static final class JsonLines implements Printer {

        private final Shell shell;

        JsonLines(Shell shell) {
            this.shell = shell;
        }

        @Override
        public void print(JsonNode rollout, Instant now) {
            shell.out().println(rollout);
        }

        @Override
        public void away(String why, Instant now) {
            shell.err().println(Values.clean(why));
        }
    }

    /** The status, drawn over the one before. */
    static final class Redrawn implements Printer {

        private static final String CLEAR_LINE = "\u001b[K";
        private static final String CLEAR_BELOW = "\u001b[J";

        private final Shell shell;
        private int drawnLines;

        Redrawn(Shell shell) {
            this.shell = shell;
        }

        @Override
        public void print(JsonNode rollout, Instant now) {
            draw(RolloutView.status(rollout, now).lines().toList());
        }

        @Override
        public void away(String why, Instant now) {
            shell.out().print(Spans.time(now) + " " + Values.clean(why) + CLEAR_LINE + "\r");
        }

        /** As many lines as fit, so that the cursor can always get back to the first. */
        private void draw(List<String> lines) {
            Terminal.Screen screen = shell.terminal().screen().orElse(Terminal.Screen.USUAL);
            int most = Math.max(1, screen.rows() - 1);
            List<String> shown = lines.size() <= most ? lines : lines.subList(0, most - 1);
            PrintWriter out = shell.out();
            out.print(drawnLines == 0 ? "" : "\u001b[" + Math.min(drawnLines, most) + "A\r");
            shown.forEach(line -> out.print(cut(line, screen.columns()) + CLEAR_LINE + "\n"));
            if (shown.size() < lines.size()) {
                out.print("… " + (lines.size() - shown.size()) + " more lines" + CLEAR_LINE + "\n");
            }
            out.print(CLEAR_BELOW);
            drawnLines = Math.min(lines.size(), most);
        }

        private static String cut(String line, int columns) {
            return line.codePointCount(0, line.length()) <= columns
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
        }
    }

    /** A line for everything that is not as it was. */
    static final class Changes implements Printer {

        private final Shell shell;
        private final Map<String, String> known = new HashMap<>();

        Changes(Shell shell) {
            this.shell = shell;
        }

        @Override
        public void print(JsonNode rollout, Instant now) {
            known.remove("plane");
            say(
                    "rollout " + Values.text(rollout.path("name")),
                    RolloutView.phase(rollout) + ": " + Values.text(rollout.path("reason")),
                    "",
                    now);
            for (JsonNode wave : rollout.path("waveList")) {
                say("wave " + wave.path("wave").asText(), WaveBar.counts(wave), "", now);
            }
            for (JsonNode rack : RackWork.shown(rollout)) {
                String reason = RackWork.reason(rack);
                say(
                        rack.path("rack").asText(),
                        RackWork.state(rack),
                        reason.isEmpty() ? "" : ": " + reason,
                        now);
            }
        }

        @Override
        public void away(String why, Instant now) {
            say("plane", why, "", now);
        }

        private void say(String subject, String state, String more, Instant now) {
            if (!state.equals(known.put(subject, state))) {
                shell.out()
                        .println(
                                Values.clean(
                                        Spans.time(now) + " " + subject + "  " + state + more));
            }
        }
    }
}
