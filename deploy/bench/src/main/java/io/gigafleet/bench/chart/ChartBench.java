package io.gigafleet.bench.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.bench.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the pictures of measurements. */
@Command(
        name = "chart",
        description = {
            "Draws what 'bench placement --json' and 'bench policy --json' printed into files of"
                    + " one",
            "directory: placement-growth.svg, placement-quality.svg and policy.svg."
        })
public final class ChartBench implements Callable<Integer> {

    private static final String EXTENSION = ".json";

    @Parameters(paramLabel = "RESULTS", description = "Directory of JSON files.")
    private Path results = Path.of(".");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where the pictures go, such as docs/images.")
    private Path out = Path.of(".");

    @Override
    public Integer call() throws IOException {
        List<PlacementResult> all = new ArrayList<>();
        Optional<PolicyWeek> week = Optional.empty();
        for (Path file : files()) {
            JsonNode printed = read(file);
            switch (printed.path("benchmark").asText()) {
                case "placement" -> all.addAll(placements(printed));
                case "policy" -> week = Optional.of(PolicyWeek.of(printed));
                default -> {}
            }
        }
        if (all.isEmpty() && week.isEmpty()) {
            throw new Misuse(
                    "no result of 'bench placement --json' or 'bench policy --json' in %s: measure first"
                            .formatted(results));
        }
        all.sort(Comparator.comparingInt(result -> Palette.place(result.scheduler())));
        Files.createDirectories(out);
        if (all.stream().anyMatch(PlacementResult::growth)) {
            write("placement-growth.svg", GrowthChart.of(all));
        }
        if (all.stream().anyMatch(result -> result.gaps().isPresent())) {
            write("placement-quality.svg", GapChart.of(all));
        }
        if (week.isPresent()) {
            write("policy.svg", PolicyChart.of(week.get()));
        }
        return 0;
    }

    private void write(String name, String picture) throws IOException {
        Files.writeString(out.resolve(name), picture);
        System.out.println(out.resolve(name));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(results)) {
            throw new Misuse(results + " is no directory: name the one with the JSON files");
        }
        try (var files = Files.list(results)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException odd) {
            throw new IOException(
                    file + " is not JSON: remove it, or measure again: " + odd.getOriginalMessage(),
                    odd);
        }
    }

    private static List<PlacementResult> placements(JsonNode printed) {
        List<PlacementResult> read = new ArrayList<>();
        boolean isGrowth = !printed.path("growth").isEmpty();
        printed.path("results").forEach(race -> read.add(PlacementResult.of(race, isGrowth)));
        return read;
    }
}
