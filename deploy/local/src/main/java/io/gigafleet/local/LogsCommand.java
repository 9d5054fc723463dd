package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gigafleet logs}. */
@Command(name = "logs", description = "Show what the processes of the fleet log.")
final class LogsCommand implements Callable<Integer> {

    private static final Duration FOLLOW_EVERY = Duration.ofMillis(200);
    private static final int NOT_FOUND = 3;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "postgres, kafka, control-plane, agent-..., supervisor (default: all).")
    private @Nullable String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as more is logged.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "How many of the last lines (default 40).")
    private int lines = 40;

    @Mixin private Place place = new Place();

    @Override
    public Integer call() throws IOException {
        List<Path> logs = logs();
        if (logs.isEmpty()) {
            System.err.println(
                    "gigafleet: no log"
                            + (name == null ? "" : " of '" + name + "'")
                            + " in "
                            + place.layout().logs());
            return NOT_FOUND;
        }
        List<LogFollower> followers = new ArrayList<>();
        for (Path log : logs) {
            String prefix = logs.size() == 1 ? "" : processName(log) + " | ";
            LogTail.lastLines(log, 0, lines).forEach(line -> System.out.println(prefix + line));
            followers.add(new LogFollower(log, Files.size(log), prefix));
        }
        while (follow) {
            for (LogFollower follower : followers) {
                follower.newLines().forEach(System.out::println);
            }
            System.out.flush();
            if (System.out.checkError()) {
                return 0;
            }
            Waiting.pause(FOLLOW_EVERY);
        }
        return 0;
    }

    private List<Path> logs() throws IOException {
        return LogFiles.of(place.layout()).stream()
                .filter(file -> name == null || processName(file).equals(name))
                .toList();
    }

    private static String processName(Path log) {
        return String.valueOf(log.getFileName()).replace(".log", "");
    }
}
