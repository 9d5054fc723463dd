package io.gigafleet.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gigafleet status}. */
@Command(name = "status", description = "Show the processes of the fleet on this machine.")
final class StatusCommand implements Callable<Integer> {

    private static final Duration SAMPLE = Duration.ofMillis(300);
    private static final int NOT_UP = 3;

    @Mixin private Place place = new Place();

    @Option(
            names = "--pid",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Print only the process id of NAME, for kill and the like.")
    private String pidOf = "";

    @Override
    public Integer call() {
        Optional<StackFile> stack = StackFile.read(place.layout().stackFile());
        if (stack.isEmpty()) {
            System.out.println("nothing is up in " + place.layout().data());
            return NOT_UP;
        }
        StackFile file = stack.get();
        if (!pidOf.isEmpty()) {
            return printPid(file);
        }
        System.out.println(
                file.fleet() + " at " + file.url() + (file.ready() ? "" : ", not serving yet"));
        Map<Long, Duration> before =
                file.processes().stream()
                        .filter(StackFile.Entry::alive)
                        .collect(
                                Collectors.toMap(
                                        StackFile.Entry::pid, entry -> ProcessUsage.cpu(entry)));
        Waiting.pause(SAMPLE);
        List<List<String>> rows = new ArrayList<>();
        for (StackFile.Entry entry : file.processes()) {
            rows.add(row(entry, Optional.ofNullable(before.get(entry.pid())), Instant.now()));
        }
        TextTable.lines(List.of("NAME", "PID", "STATE", "CPU", "RSS MB", "PORT", "UPTIME"), rows)
                .forEach(System.out::println);
        return file.processes().stream().allMatch(StackFile.Entry::alive) ? 0 : 1;
    }

    private int printPid(StackFile file) {
        Optional<StackFile.Entry> process =
                file.processes().stream().filter(entry -> entry.name().equals(pidOf)).findFirst();
        if (process.isEmpty()) {
            System.err.println(
                    "gigafleet: no process is named "
                            + pidOf
                            + "; there are "
                            + file.processes().stream()
                                    .map(StackFile.Entry::name)
                                    .collect(Collectors.joining(", ")));
            return NOT_UP;
        }
        System.out.println(process.get().pid());
        return 0;
    }

    private static List<String> row(
            StackFile.Entry entry, Optional<Duration> cpuBefore, Instant now) {
        boolean alive = cpuBefore.isPresent() && entry.alive();
        return List.of(
                entry.name(),
                Long.toString(entry.pid()),
                alive ? "running" : "dead",
                alive ? cpuPercent(cpuBefore.get(), ProcessUsage.cpu(entry)) : "-",
                alive ? megabytes(entry) : "-",
                entry.port() == 0 ? "-" : Integer.toString(entry.port()),
                alive ? uptime(Duration.between(Instant.parse(entry.startedAt()), now)) : "-");
    }

    private static String cpuPercent(Duration before, Duration after) {
        return 100 * after.minus(before).toMillis() / SAMPLE.toMillis() + "%";
    }

    private static String megabytes(StackFile.Entry entry) {
        long bytes = ProcessUsage.residentBytes(entry).orElse(0);
        return bytes == 0 ? "-" : Long.toString(bytes / (1024 * 1024));
    }

    /** As people say it: {@code 42s}, {@code 12m 5s}, {@code 3h 10m}. */
    static String uptime(Duration uptime) {
        if (uptime.toHours() > 0) {
            return String.format(Locale.ROOT, "%dh %dm", uptime.toHours(), uptime.toMinutesPart());
        }
        return uptime.toMinutes() > 0
                ? String.format(Locale.ROOT, "%dm %ds", uptime.toMinutes(), uptime.toSecondsPart())
                : uptime.toSeconds() + "s";
    }
}
