package io.gigafleet.bench.placement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Says how churn went over some seeds: lines for people, one JSON object for programs. */
final class ChurnReport {

    private static final double PERCENT = 100;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final ObjectMapper mapper = new ObjectMapper();
    private final boolean isTable;

    ChurnReport(boolean isTable) {
        this.isTable = isTable;
    }

    void head(
            Machine machine,
            Instance instance,
            double load,
            OfferedWatts watts,
            long seed,
            int seeds) {
        if (isTable) {
            System.out.printf(
                    Locale.ROOT,
                    "churn of %s at %.0f%%, offered watts by %s, seeds %d to %d: median (least to"
                            + " most)%n%d cores, %s, JDK %s, load average %.1f%n",
                    instance.name(),
                    load * PERCENT,
                    watts.name().toLowerCase(Locale.ROOT),
                    seed,
                    seed + seeds - 1,
                    machine.cores(),
                    machine.os(),
                    machine.java(),
                    machine.loadAverage());
        }
    }

    /** One scheduler, with each of the seeds. */
    ObjectNode played(String scheduler, List<Churn> played) {
        Spread rejected = spread(played, churn -> PERCENT * churn.rejected() / churn.arrived());
        Spread moved = spread(played, churn -> PERCENT * churn.moved() / churn.arrived());
        Spread median = spread(played, churn -> quantile(churn.micros(), MEDIAN));
        Spread p99 = spread(played, churn -> quantile(churn.micros(), P99));
        List<String> violations = new ArrayList<>();
        played.forEach(
                churn ->
                        churn.checked()
                                .violations()
                                .forEach((what, count) -> violations.add(what + " " + count)));
        if (isTable) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s rejected %s%%, moved %s%%; per replica median %.1f \u00b5s, p99 %.1f"
                            + " \u00b5s; violations %s%n",
                    scheduler,
                    words(rejected),
                    words(moved),
                    median.median(),
                    p99.median(),
                    violations);
        }
        ObjectNode node = mapper.createObjectNode();
        node.put("scheduler", scheduler).put("arrivedAccelerators", played.getFirst().arrived());
        node.set("rejectedPercent", mapper.valueToTree(rejected));
        node.set("movedPercent", mapper.valueToTree(moved));
        node.set("medianMicros", mapper.valueToTree(median));
        node.set("p99Micros", mapper.valueToTree(p99));
        node.set("violations", mapper.valueToTree(violations));
        return node;
    }

    private static Spread spread(List<Churn> played, ToDoubleFunction<Churn> value) {
        return Spread.of(played.stream().map(value::applyAsDouble).toList());
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    private static String words(Spread spread) {
        return "%.3f (%.3f to %.3f)".formatted(spread.median(), spread.min(), spread.max());
    }
}
