package io.gigafleet.bench.placement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.GrowthExponent;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.Misuse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Time and quality of a whole site's placement from nothing, for the control plane's scheduler or
 * another one, in one run.
 */
@Command(
        name = "placement",
        description = {
            "Places everything an instance asks for, and says how long it took and how good it is.",
            "Reasons for what has no place and the verification of the plan are part of the time."
        })
public final class PlacementBench implements Callable<Integer> {

    /** The clock of CPU seconds ticks in steps; less than this is not told from nothing. */
    private static final double LEAST_COST = 0.001;

    @Mixin private final InstanceOptions options = new InstanceOptions();

    @Option(
            names = "--baseline",
            split = ",",
            description = "Measure these in place of Gigafleet: ${COMPLETION-CANDIDATES}.")
    private List<Scheduler> schedulers = List.of(Scheduler.GIGAFLEET);

    @Option(
            names = "--order",
            defaultValue = "BATCH",
            description = "How replicas come to Gigafleet: ${COMPLETION-CANDIDATES}.")
    private Order order = Order.BATCH;

    @Option(
            names = "--objective",
            defaultValue = "WEIGHTED",
            description = "What a plan is to have most of: ${COMPLETION-CANDIDATES}.")
    private Objective objective = Objective.WEIGHTED;

    @Option(
            names = "--search",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long Timefold improves its first plan (default: 60).")
    private int searchSeconds;

    @Option(
            names = "--first",
            paramLabel = "N",
            description = "Place the first N replicas only, for what cannot bear all.")
    private int first = Integer.MAX_VALUE;

    @Option(
            names = "--repeat",
            defaultValue = "5",
            description = "Warm runs after the first one (default: 5).")
    private int repeat;

    @Option(
            names = "--growth",
            arity = "0..1",
            split = ",",
            paramLabel = "RACKS",
            fallbackValue = "500,2000,7000,14000,28000",
            description = {
                "Generate sites of these sizes in place of one, and fit how time grows with them:",
                "the exponent of medians. Without sizes: ${FALLBACK-VALUE}."
            })
    private List<Integer> growth = List.of();

    @Option(names = "--bound", description = "Also solve for what no plan can exceed.")
    private boolean bound;

    @Option(
            names = "--out",
            paramLabel = "PLAN.csv",
            description = "Write the last plan: replica,rack.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (repeat < 0) {
            throw new Misuse("--repeat is " + repeat + ": 0 is a first run only");
        }
        Machine machine = Machine.now();
        List<Instance> instances = instances();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode result = mapper.createObjectNode();
        result.put("benchmark", "placement").put("seed", options.seed()).put("repeat", repeat);
        result.set("machine", mapper.valueToTree(machine));
        ArrayNode list = result.putArray("results");
        ArrayNode exponents = result.putArray("growth");
        RaceReport report = new RaceReport(!json);
        report.head(machine, options.seed(), repeat);
        boolean isClean = true;
        for (Scheduler scheduler : schedulers) {
            List<Race> races = new ArrayList<>();
            Contender contender =
                    scheduler.contender(order, objective, Duration.ofSeconds(searchSeconds));
            report.timed(scheduler, contender.timed());
            for (Instance instance : instances) {
                boolean isFreshJvm = list.isEmpty();
                Race race = Race.run(contender, instance, repeat);
                races.add(race);
                isClean &= race.checked().violations().isEmpty();
                list.add(
                        report.race(scheduler, race, bounds(instance))
                                .put("timed", contender.timed())
                                .put("firstInJvm", isFreshJvm)
                                .put("order", word(order))
                                .put("objective", word(objective)));
            }
            if (races.size() > 1) {
                double ofTime = exponent(races, race -> race.warmMillis().median());
                double ofCpu = exponent(races, Race::cpuSeconds);
                report.exponents(scheduler, ofTime, ofCpu);
                exponents
                        .addObject()
                        .put("scheduler", scheduler.toString())
                        .put("exponent", ofTime)
                        .put("exponentOfCpu", ofCpu);
            }
            if (out.isPresent()) {
                PlanFile.write(races.getLast().instance(), races.getLast().placed(), out.get());
            }
        }
        if (json) {
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        }
        return isClean ? 0 : 1;
    }

    private List<Instance> instances() throws IOException {
        if (growth.isEmpty()) {
            return List.of(options.instance().first(first));
        }
        if (options.isGiven()) {
            throw new Misuse(
                    "--growth generates its own instances: leave --instance and --generate away");
        }
        return growth.stream().map(options::generated).toList();
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private Optional<RaceReport.Bounds> bounds(Instance instance) {
        return bound
                ? Optional.of(
                        new RaceReport.Bounds(
                                LpBound.of(instance, Objective.ACCELERATORS),
                                LpBound.of(instance, Objective.WEIGHTED)))
                : Optional.empty();
    }

    private static double exponent(List<Race> races, ToDoubleFunction<Race> cost) {
        return GrowthExponent.of(
                races.stream().map(race -> (double) race.instance().racks().size()).toList(),
                races.stream()
                        .map(race -> Math.max(LEAST_COST, cost.applyAsDouble(race)))
                        .toList());
    }
}
