package io.gigafleet.bench.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.bench.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the bench prints.
 *
 * @param trace name of the load's file; empty: generated
 * @param main the three policies at the week's own oversubscription
 * @param others gigafleet at others
 */
record PolicyReport(
        Week week,
        Optional<String> trace,
        List<PolicyResult> main,
        List<PolicyResult> others,
        double wallSeconds) {

    /** Throttled minutes of all placed that are still called none. */
    static final double NONE_SHARE = 0.001;

    PolicyReport {
        main = List.copyOf(main);
        others = List.copyOf(others);
    }

    private record Row(String words, Function<PolicyResult, String> value) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row(
                            "throttled for power, acc-min",
                            r -> whole(r.throttledForPowerMinutes())),
                    new Row("throttled for heat, acc-min", r -> whole(r.throttledForHeatMinutes())),
                    new Row("suspended by the guard, acc-min", r -> whole(r.heldMinutes())),
                    new Row("  of placed acc-min", r -> percent(r.throttledShare(), 3)),
                    new Row("dark, acc-min", r -> whole(r.darkMinutes())),
                    new Row("breaker trips", r -> Integer.toString(r.breakerTripCount())),
                    new Row("racks tripped by heat", r -> Integer.toString(r.thermalTrips())),
                    new Row("racks cut off by the guard", r -> Integer.toString(r.guardTrips())),
                    new Row("peak row power, kW", r -> whole(r.peakRowWatts() / 1_000)),
                    new Row("  of its budget", r -> percent(r.peakRowShare(), 1)),
                    new Row("peak site power, of its budget", r -> percent(r.peakSiteShare(), 1)),
                    new Row("rows above budget, row-min", r -> whole(r.rowOverBudgetMinutes())),
                    new Row("peak die, °C", r -> one(r.peakDieCelsius())),
                    new Row("tokens served, 10^9", r -> whole(r.tokensServed() / 1e9)),
                    new Row("  of offered", r -> percent(r.tokensServed() / r.tokensOffered(), 2)),
                    new Row("first token in time", r -> percent(r.firstTokenInTime(), 2)),
                    new Row("batch still waiting", r -> percent(r.batchWaiting(), 2)),
                    new Row("energy, MWh", r -> one(r.energyMegawattHours())),
                    new Row("tokens per MWh, 10^6", r -> whole(r.tokensPerMegawattHour() / 1e6)),
                    new Row("accelerators placed, mean", r -> whole(r.meanPlacedAccelerators())),
                    new Row("replicas placed", r -> Integer.toString(r.placements())),
                    new Row("moves", r -> Integer.toString(r.moves())),
                    new Row("preemptions", r -> Integer.toString(r.preemptions())));

    String text() {
        StringBuilder text = new StringBuilder();
        Machine machine = Machine.now();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%d racks, %.1f days of %s, oversubscribed %.2f times, seed %d%n"
                                + "%d cores, %s, JDK %s, load average %.1f; took %.0f s%n%n",
                        week.racks(),
                        week.seconds() / 86_400.0,
                        trace.orElse("generated load"),
                        week.oversubscription(),
                        week.seed(),
                        machine.cores(),
                        machine.os(),
                        machine.java(),
                        machine.loadAverage(),
                        wallSeconds));
        text.append(String.format(Locale.ROOT, "%-34s", ""));
        main.forEach(r -> text.append(String.format(Locale.ROOT, "%20s", r.policy())));
        text.append('\n');
        for (Row row : ROWS) {
            text.append(String.format(Locale.ROOT, "%-34s", row.words()));
            main.forEach(
                    r -> text.append(String.format(Locale.ROOT, "%20s", row.value().apply(r))));
            text.append('\n');
        }
        if (!others.isEmpty()) {
            search(text);
        }
        return text.toString();
    }

    private void search(StringBuilder text) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "%n%-6s %-20s %12s %10s %8s %8s %10s %10s%n",
                        "over",
                        "policy",
                        "throttled",
                        "dark",
                        "trips",
                        "tokens",
                        "in time",
                        "peak row"));
        for (PolicyResult r : all()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-6.2f %-20s %12s %10s %8d %8s %10s %10s%n",
                            r.oversubscription(),
                            r.policy(),
                            percent(r.throttledShare(), 3),
                            percent(r.darkMinutes() / r.placedMinutes(), 2),
                            r.breakerTripCount() + r.thermalTrips() + r.guardTrips(),
                            percent(r.tokensServed() / r.tokensOffered(), 1),
                            percent(r.firstTokenInTime(), 2),
                            percent(r.peakRowShare(), 1)));
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nlargest with under 0.1%% throttled: %s%n",
                        largest().map(Object::toString).orElse("none of these")));
    }

    private List<PolicyResult> all() {
        List<PolicyResult> all = new ArrayList<>(main);
        all.addAll(others);
        all.sort((one, other) -> Double.compare(one.oversubscription(), other.oversubscription()));
        return all;
    }

    /**
     * The largest oversubscription up to which gigafleet throttled next to nothing at every one
     * that was run.
     */
    Optional<Double> largest() {
        Optional<Double> largest = Optional.empty();
        for (PolicyResult result : all()) {
            if (result.policy().equals(Policy.GIGAFLEET.words())) {
                if (result.throttledShare() >= NONE_SHARE) {
                    return largest;
                }
                largest = Optional.of(result.oversubscription());
            }
        }
        return largest;
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("benchmark", "policy")
                .put("racks", week.racks())
                .put("seconds", week.seconds())
                .put("oversubscription", week.oversubscription())
                .put("marginPercent", week.marginPercent())
                .put("seed", week.seed())
                .put("trace", trace.orElse("generated"))
                .put("wallSeconds", Math.round(wallSeconds))
                .put("pointSeconds", Tally.POINT_SECONDS);
        root.set("machine", mapper.valueToTree(Machine.now()));
        root.set("results", results(main));
        ArrayNode searched = root.putArray("search");
        for (PolicyResult result : others) {
            ObjectNode node = mapper.valueToTree(result);
            node.remove("points");
            searched.add(node);
        }
        largest().ifPresent(factor -> root.put("largestOversubscription", factor));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException odd) {
            throw new IllegalStateException("results can't be written as JSON", odd);
        }
    }

    /** Results as JSON. */
    static ArrayNode results(List<PolicyResult> results) {
        return new ObjectMapper().valueToTree(results);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    private static String percent(double share, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f%%", share * 100);
    }
}
