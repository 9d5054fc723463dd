package io.gigafleet.bench.placement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.placement.baseline.Scoring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of what arrives at a nearly full site finds no place at once. */
@Command(
        name = "churn",
        description =
                "Deployments come and go at a steady load: what share finds no place at once.")
public final class ChurnBench implements Callable<Integer> {

    private static final double PERCENT = 100;
    private static final double P99 = 0.99;

    @Mixin private final InstanceOptions options = new InstanceOptions();

    @Option(
            names = "--load",
            defaultValue = "0.99",
            description = "Offered load, of the site's accelerators and watts (default: 0.99).")
    private double load;

    @Option(
            names = "--moves",
            defaultValue = "0.01",
            description =
                    "Most accelerators Gigafleet may move, of those that arrived (default: 0.01).")
    private double moves;

    @Option(
            names = "--baseline",
            split = ",",
            description = "Measure these in place of Gigafleet: ${COMPLETION-CANDIDATES}.")
    private List<Scoring> baselines = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.now();
        Instance instance = options.instance();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode result = mapper.createObjectNode();
        result.put("benchmark", "churn")
                .put("instance", instance.name())
                .put("load", load)
                .put("seed", options.seed());
        result.set("machine", mapper.valueToTree(machine));
        ArrayNode list = result.putArray("results");
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "churn of %s at %.0f%%, seed %d%n%d cores, %s, JDK %s, load average %.1f%n",
                    instance.name(),
                    load * PERCENT,
                    options.seed(),
                    machine.cores(),
                    machine.os(),
                    machine.java(),
                    machine.loadAverage());
        }
        boolean isClean = true;
        if (baselines.isEmpty()) {
            Churn churn = play(instance, repeated -> new GigafleetChurn(repeated, moves));
            isClean = churn.checked().violations().isEmpty();
            list.add(report("gigafleet", churn, mapper));
        }
        for (Scoring scoring : baselines) {
            Churn churn = play(instance, repeated -> new RivalChurn(repeated, scoring));
            isClean &= churn.checked().violations().isEmpty();
            list.add(report(scoring.name().toLowerCase(Locale.ROOT), churn, mapper));
        }
        if (json) {
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        }
        return isClean ? 0 : 1;
    }

    private Churn play(Instance instance, Function<Instance, ChurnFleet> scheduler) {
        return Churn.play(instance, load, options.seed(), scheduler);
    }

    private ObjectNode report(String scheduler, Churn churn, ObjectMapper mapper) {
        double rejected = PERCENT * churn.rejected() / churn.arrived();
        double moved = PERCENT * churn.moved() / churn.arrived();
        List<Double> micros = new ArrayList<>(churn.micros());
        micros.sort(null);
        double median = micros.get(micros.size() / 2);
        double p99 = micros.get((int) (P99 * (micros.size() - 1)));
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s rejected %6.3f%% of %d accelerators, moved %.3f%%; per replica median"
                            + " %.1f \u00b5s, p99 %.1f \u00b5s; violations %s%n",
                    scheduler,
                    rejected,
                    churn.arrived(),
                    moved,
                    median,
                    p99,
                    churn.checked().violations());
        }
        ObjectNode node = mapper.createObjectNode();
        node.put("scheduler", scheduler)
                .put("arrivedAccelerators", churn.arrived())
                .put("rejectedPercent", rejected)
                .put("movedAccelerators", churn.moved())
                .put("movedPercent", moved)
                .put("medianMicros", median)
                .put("p99Micros", p99);
        node.set("violations", mapper.valueToTree(churn.checked().violations()));
        return node;
    }
}
