package io.gigafleet.bench.whole;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.fleet.LocalFleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole fleet for some minutes: every rack fresh, every replica serving, memory flat. */
@Command(
        name = "whole",
        description =
                "A whole fleet for some minutes: racks, replicas, lag, and each process's CPU and"
                        + " memory, once a minute.")
public final class WholeBench implements Callable<Integer> {

    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(15);

    /** A rack unheard for longer is not fresh. */
    private static final int LAG_SECONDS = 5;

    /** Memory is compared with this minute's: before it, code is still being compiled. */
    private static final int SETTLED_MINUTE = 3;

    @Option(names = "--scenario", defaultValue = "gigawatt", description = "Default: gigawatt.")
    private String scenario = "gigawatt";

    @Option(names = "--racks", defaultValue = "7000", description = "Default: 7000.")
    private int racks = 7_000;

    @Option(names = "--minutes", defaultValue = "10", description = "Default: 10.")
    private int minutes = 10;

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    private long seed = 1;

    @Option(names = "--csv", description = "Write each process and minute to this file, too.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.now();
        List<Minute> watched = new ArrayList<>();
        boolean settled;
        try (LocalFleet fleet =
                LocalFleet.up(
                        List.of(
                                "--scenario",
                                scenario,
                                "--racks",
                                Integer.toString(racks),
                                "--seed",
                                Long.toString(seed)))) {
            settled = FleetWatch.settle(fleet, racks, SETTLE_LIMIT);
            if (!settled) {
                System.err.println("not all of it serves; measuring what does");
            }
            FleetWatch watch = new FleetWatch(fleet);
            for (int minute = 1; minute <= minutes; minute++) {
                Minute now = watch.watch(minute);
                watched.add(now);
                System.err.print(line(now));
                if (csv.isPresent()) {
                    Files.write(csv.get(), lines(watched), StandardCharsets.UTF_8);
                }
            }
        }
        print(machine, watched);
        return settled && watched.stream().allMatch(this::isWell) ? 0 : 1;
    }

    /** Every rack fresh, and never more than some seconds of telemetry waiting. */
    private boolean isWell(Minute minute) {
        return minute.leastFresh() >= racks
                && minute.mostLagRecords() <= (long) racks * LAG_SECONDS;
    }

    private static List<String> lines(List<Minute> minutes) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "minute,process,cpu_cores,resident_mb,least_fresh,least_serving,most_lag_records");
        for (Minute minute : minutes) {
            minute.cpuCores()
                    .forEach(
                            (process, cores) ->
                                    lines.add(
                                            String.format(
                                                    Locale.ROOT,
                                                    "%d,%s,%.3f,%d,%d,%d,%d",
                                                    minute.minute(),
                                                    process,
                                                    cores,
                                                    minute.residentMegabytes()
                                                            .getOrDefault(process, 0L),
                                                    minute.leastFresh(),
                                                    minute.leastServing(),
                                                    minute.mostLagRecords())));
        }
        return lines;
    }

    private void print(Machine machine, List<Minute> watched) throws IOException {
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode result = mapper.createObjectNode();
            result.put("benchmark", "whole").put("scenario", scenario).put("racks", racks);
            result.put("seed", seed).set("machine", mapper.valueToTree(machine));
            result.set("minutes", mapper.valueToTree(watched));
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d racks, seed %d, %d minutes%n%d cores, %s, JDK %s, load average %.1f when"
                        + " it began%n",
                scenario,
                racks,
                seed,
                minutes,
                machine.cores(),
                machine.os(),
                machine.java(),
                machine.loadAverage());
        watched.forEach(minute -> System.out.print(line(minute)));
        Minute third = watched.get(Math.min(SETTLED_MINUTE, watched.size()) - 1);
        Minute last = watched.getLast();
        for (String process : last.cpuCores().keySet()) {
            long before = third.residentMegabytes().getOrDefault(process, 0L);
            long after = last.residentMegabytes().getOrDefault(process, 0L);
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %5.1f%% of a core   %5d MB in minute %d, %5d MB in minute %d: %.2f%n",
                    process,
                    medianCores(watched, process) * 100,
                    before,
                    third.minute(),
                    after,
                    last.minute(),
                    (double) after / Math.max(1, before));
        }
    }

    private static double medianCores(List<Minute> minutes, String process) {
        double[] cores =
                minutes.stream()
                        .mapToDouble(minute -> minute.cpuCores().getOrDefault(process, 0.0))
                        .sorted()
                        .toArray();
        return cores[cores.length / 2];
    }

    private static String line(Minute minute) {
        return String.format(
                Locale.ROOT,
                "minute %2d   %d fresh   %d serving   lag %d   %,.0f tok/s   %.2f cores   %d MB%n",
                minute.minute(),
                minute.leastFresh(),
                minute.leastServing(),
                minute.mostLagRecords(),
                minute.tokensPerSecond(),
                minute.allCores(),
                minute.allMegabytes());
    }
}
