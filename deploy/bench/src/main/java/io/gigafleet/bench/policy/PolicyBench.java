package io.gigafleet.bench.policy;

import io.gigafleet.bench.Misuse;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the control plane pays: one hall and one week under three policies. */
@Command(
        name = "policy",
        description = {
            "A week of load on an oversubscribed hall, in simulated time, under three policies:",
            "accelerators only, nameplate planning, and gigafleet (observed draw and the guard).",
            "Then gigafleet at other oversubscriptions. A hot week, a CDU lost, a feed lost."
        })
public final class PolicyBench implements Callable<Integer> {

    private static final int HALL_RACKS = 64;
    private static final int FULL_RACKS = 256;
    private static final int THREADS = 2;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Load to scale to the hall: start_s,requests_per_s. Default: a generated one.")
    private @Nullable Path trace;

    @Option(
            names = "--policies",
            split = ",",
            defaultValue = "accelerators,nameplate,gigafleet",
            description = "Which to run: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Policy> policies = List.of();

    @Option(names = "--days", defaultValue = "7", description = "Default: 7.")
    private int days;

    @Option(
            names = "--oversubscription",
            defaultValue = "1.3",
            description = "The racks' peaks over their row's budget (default: 1.3).")
    private double oversubscription;

    @Option(
            names = "--search",
            split = ",",
            defaultValue = "1.0,1.1,1.2,1.4,1.5,1.6",
            description =
                    "Other oversubscriptions to run gigafleet at (default: ${DEFAULT-VALUE}); 0:"
                            + " none.")
    private List<Double> search = List.of();

    @Option(
            names = "--search-days",
            defaultValue = "7",
            description = "Days of those runs, no more than --days (default: 7).")
    private int searchDays;

    @Option(names = "--full", description = "256 racks in place of the 64 of scenario hall-64.")
    private boolean full;

    @Option(
            names = "--margin",
            defaultValue = "" + Power.USUAL_MARGIN_PERCENT,
            description = "Percent gigafleet adds to observed draw (default: ${DEFAULT-VALUE}).")
    private int margin;

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (days < 1 || days > 14 || searchDays < 1) {
            throw new Misuse(
                    "--days %d, --search-days %d: give 1 to 14 days and 1 at least"
                            .formatted(days, searchDays));
        }
        LoadTrace load = trace == null ? LoadTrace.sample(days, seed) : LoadTrace.read(trace);
        int racks = full ? FULL_RACKS : HALL_RACKS;
        Week week = Week.ofDays(racks, days, oversubscription, seed, load, margin);
        long beganNanos = System.nanoTime();
        List<PolicyResult> main;
        List<PolicyResult> others = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<PolicyResult>> runs = new ArrayList<>();
            for (Policy policy : policies) {
                runs.add(threads.submit(() -> new WeekSimulation(week, policy).run()));
            }
            List<Future<PolicyResult>> searched = new ArrayList<>();
            for (double factor : search) {
                if (factor >= 1) {
                    Week other =
                            Week.ofDays(
                                    racks, Math.min(days, searchDays), factor, seed, load, margin);
                    searched.add(
                            threads.submit(
                                    () -> new WeekSimulation(other, Policy.GIGAFLEET).run()));
                }
            }
            main = results(runs);
            others.addAll(results(searched));
        }
        PolicyReport report =
                new PolicyReport(
                        week,
                        Optional.ofNullable(trace).map(Path::getFileName).map(Path::toString),
                        main,
                        others,
                        (System.nanoTime() - beganNanos) / 1e9);
        System.out.println(json ? report.json() : report.text());
        return 0;
    }

    private static List<PolicyResult> results(List<Future<PolicyResult>> runs)
            throws InterruptedException {
        List<PolicyResult> results = new ArrayList<>();
        for (Future<PolicyResult> run : runs) {
            try {
                results.add(run.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a run failed", failed.getCause());
            }
        }
        return results;
    }
}
