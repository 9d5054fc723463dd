package io.gigafleet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Time from {@code ./gigafleet up} to the first token the site serves, each time on an empty data
 * directory.
 */
@Command(
        name = "up",
        description =
                "From ./gigafleet up, already built, to the first token on an empty data"
                        + " directory.")
final class UpBench implements Callable<Integer> {

    private static final Pattern FIRST_TOKEN = Pattern.compile("Time to first token +([0-9.]+) s");

    @Option(names = "--runs", defaultValue = "5", description = "Counted runs (default: 5).")
    private int runs = 5;

    @Option(names = "--scenario", defaultValue = "dps-8", description = "Default: dps-8.")
    private String scenario = "dps-8";

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    private long seed = 1;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Path launcher =
            Path.of(System.getProperty("gigafleet.checkout", ".")).resolve("gigafleet");

    /** One start: seconds to the first token, and CPU seconds of all processes until then. */
    private record Run(double firstTokenSeconds, double cpuSeconds) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.now();
        start();
        List<Run> counted = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            Run result = start();
            counted.add(result);
            System.err.printf(
                    Locale.ROOT, "run %d of %d: %.1f s%n", run, runs, result.firstTokenSeconds());
        }
        print(
                machine,
                Spread.of(counted.stream().map(Run::firstTokenSeconds).toList()),
                Spread.of(counted.stream().map(Run::cpuSeconds).toList()));
        return 0;
    }

    private void print(Machine machine, Spread seconds, Spread cpuSeconds) throws IOException {
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode result = mapper.createObjectNode();
            result.put("benchmark", "up").put("scenario", scenario).put("seed", seed);
            result.put("runs", runs).set("machine", mapper.valueToTree(machine));
            result.set("firstTokenSeconds", mapper.valueToTree(seconds));
            result.set("cpuSeconds", mapper.valueToTree(cpuSeconds));
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "up to first token, %s, seed %d, %d runs after one to warm up%n"
                        + "%d cores, %s, JDK %s, load average %.1f when it began%n"
                        + "first token   median %.1f s   (%.1f to %.1f)%n"
                        + "CPU, all      median %.1f s   (%.1f to %.1f)%n",
                scenario,
                seed,
                runs,
                machine.cores(),
                machine.os(),
                machine.java(),
                machine.loadAverage(),
                seconds.median(),
                seconds.min(),
                seconds.max(),
                cpuSeconds.median(),
                cpuSeconds.min(),
                cpuSeconds.max());
    }

    private Run start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("gigafleet-bench-up");
        try {
            String output =
                    launch(
                            "up",
                            "--scenario",
                            scenario,
                            "--seed",
                            Long.toString(seed),
                            "--port",
                            Integer.toString(freePort()),
                            "--data",
                            data.toString(),
                            "--detach");
            Matcher said = FIRST_TOKEN.matcher(output);
            if (!said.find()) {
                throw new IOException("up did not say when the first token came:\n" + output);
            }
            return new Run(Double.parseDouble(said.group(1)), cpuSeconds(data));
        } finally {
            launch("down", "--data", data.toString());
            delete(data);
        }
    }

    private static double cpuSeconds(Path data) throws IOException {
        JsonNode stack = new ObjectMapper().readTree(data.resolve("run/stack.json").toFile());
        Duration all = Duration.ZERO;
        for (JsonNode process : stack.path("processes")) {
            all =
                    all.plus(
                            ProcessHandle.of(process.path("pid").asLong())
                                    .flatMap(handle -> handle.info().totalCpuDuration())
                                    .orElse(Duration.ZERO));
        }
        return all.toMillis() / 1_000.0;
    }

    private String launch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed:\n" + output);
        }
        return output;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (var walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
