package io.gigafleet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The scheduler's kernels, each alone, by JMH in JVMs of their own. */
@Command(
        name = "jmh",
        description = {
            "Measures the scheduler's kernels, each alone, in JVMs of their own.",
            "They stand in the packages of what they measure and are named ...Kernel."
        })
final class JmhBench implements Callable<Integer> {

    private static final int WARM_UP_ROUNDS = 3;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = ".*Kernel.*",
            description = "Regular expression of the kernels to measure (default: all).")
    private String pattern = ".*Kernel.*";

    @Option(
            names = "--racks",
            defaultValue = "7000",
            description = "Size of the generated site (default: 7000).")
    private int racks;

    @Option(names = "--forks", defaultValue = "1", description = "JVMs per kernel (default: 1).")
    private int forks;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds of a second each, after three to warm up (default: 5).")
    private int rounds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, RunnerException {
        Machine machine = Machine.now();
        Collection<RunResult> results;
        try {
            results = new Runner(options()).run();
        } catch (NoBenchmarksException none) {
            throw new Misuse(
                    "no kernel matches '%s'; without a pattern all are measured"
                            .formatted(pattern));
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode all = mapper.createObjectNode();
        all.put("benchmark", "jmh").put("racks", racks).put("forks", forks).put("rounds", rounds);
        all.set("machine", mapper.valueToTree(machine));
        ArrayNode list = all.putArray("results");
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%d racks, seed 1; %d cores, %s, JDK %s, load average %.1f when it began%n"
                            + "%-40s %12s %12s%n",
                    racks,
                    machine.cores(),
                    machine.os(),
                    machine.java(),
                    machine.loadAverage(),
                    "kernel",
                    "\u00b5s",
                    "\u00b1 99.9%");
        }
        for (RunResult result : results) {
            list.add(kernel(result, mapper));
        }
        if (json) {
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        }
        return 0;
    }

    private Options options() {
        return new OptionsBuilder()
                .include(pattern)
                .param("racks", Integer.toString(racks))
                .forks(forks)
                .warmupIterations(WARM_UP_ROUNDS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.seconds(1))
                .timeUnit(TimeUnit.MICROSECONDS)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private ObjectNode kernel(RunResult run, ObjectMapper mapper) {
        Result<?> result = run.getPrimaryResult();
        String[] words = run.getParams().getBenchmark().split("\\.", -1);
        String kernel = words[words.length - 2] + "." + words[words.length - 1];
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %12.2f %12.2f%n",
                    kernel,
                    result.getScore(),
                    result.getScoreError());
        }
        ObjectNode node = mapper.createObjectNode();
        node.put("kernel", kernel)
                .put("micros", result.getScore())
                .put("measurements", result.getSampleCount());
        if (Double.isFinite(result.getScoreError())) { // two rounds or fewer have none
            node.put("errorMicros", result.getScoreError());
        }
        return node;
    }
}
