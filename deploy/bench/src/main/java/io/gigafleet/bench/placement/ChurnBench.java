package io.gigafleet.bench.placement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.Misuse;
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
        description = {
            "Deployments come and go at a steady load: what share finds no place at once.",
            "Counted after the first fill, until as many accelerators have arrived as the site has."
        })
public final class ChurnBench implements Callable<Integer> {

    @Mixin private final InstanceOptions options = new InstanceOptions();

    @Option(
            names = "--load",
            defaultValue = "0.99",
            description = "Offered load, of the site's accelerators and watts (default: 0.99).")
    private double load;

    @Option(
            names = "--watts",
            defaultValue = "MOST",
            description = {
                "How offered watts are counted, which differ from SKU to SKU:",
                "most: where a deployment draws most, of the SKUs it may run on (default);",
                "average: the mean over those SKUs, which offers more."
            })
    private OfferedWatts watts = OfferedWatts.MOST;

    @Option(
            names = "--moves",
            defaultValue = "0.01",
            description =
                    "Most accelerators Gigafleet may move, of those that arrived (default: 0.01).")
    private double moves;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            description = "Play as often, with --seed and the seeds after it (default: 1).")
    private int seeds;

    @Option(
            names = "--baseline",
            split = ",",
            description = "Measure these in place of Gigafleet: ${COMPLETION-CANDIDATES}.")
    private List<Scoring> baselines = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new Misuse("--seeds is " + seeds + ": play at least once");
        }
        Machine machine = Machine.now();
        Instance instance = options.instance();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode result = mapper.createObjectNode();
        result.put("benchmark", "churn")
                .put("instance", instance.name())
                .put("load", load)
                .put("watts", watts.name().toLowerCase(Locale.ROOT))
                .put("seed", options.seed())
                .put("seeds", seeds);
        result.set("machine", mapper.valueToTree(machine));
        ArrayNode list = result.putArray("results");
        ChurnReport report = new ChurnReport(!json);
        report.head(machine, instance, load, watts, options.seed(), seeds);
        boolean isClean = true;
        if (baselines.isEmpty()) {
            List<Churn> played = play(instance, again -> new GigafleetChurn(again, moves));
            isClean = isClean(played);
            list.add(report.played("gigafleet", played));
        }
        for (Scoring scoring : baselines) {
            List<Churn> played = play(instance, again -> new RivalChurn(again, scoring));
            isClean &= isClean(played);
            list.add(report.played(scoring.name().toLowerCase(Locale.ROOT), played));
        }
        if (json) {
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        }
        return isClean ? 0 : 1;
    }

    private List<Churn> play(Instance instance, Function<Instance, ChurnFleet> scheduler) {
        List<Churn> played = new ArrayList<>();
        for (int again = 0; again < seeds; again++) {
            played.add(
                    Churn.play(
                            instance,
                            new Churn.Load(load, watts),
                            options.seed() + again,
                            scheduler));
        }
        return played;
    }

    private static boolean isClean(List<Churn> played) {
        return played.stream().allMatch(churn -> churn.checked().violations().isEmpty());
    }
}
