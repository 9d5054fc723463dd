package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The site as a whole, its power tree and its coolant loops. */
final class PlantView {

    private PlantView() {}

    static String site(JsonNode site, Instant now) {
        JsonNode racks = site.path("racks");
        JsonNode power = site.path("power");
        return new Sheet()
                .line("site", text(site.path("name")))
                .line("racks", counts(racks))
                .line(
                        "power",
                        Values.kilowatts(power.path("drawnWatts"))
                                + " kW drawn, "
                                + Values.kilowatts(power.path("committedWatts"))
                                + " kW committed, "
                                + Values.kilowatts(power.path("budgetWatts"))
                                + " kW budget")
                .line(
                        "services",
                        Values.whole(site.path("services").path("satisfied"))
                                + " of "
                                + Values.whole(site.path("services").path("total"))
                                + " satisfied")
                .line("replicas", counts(site.path("replicas")))
                .line("tokens", unit(Values.whole(site.path("tokensPerSecond")), " tok/s"))
                .line("requests", unit(Values.decimal(site.path("requestsPerSecond")), " /s"))
                .line(
                        "ttft",
                        "p50 "
                                + unit(Values.whole(site.path("ttftP50Millis")), " ms")
                                + ", p95 "
                                + unit(Values.whole(site.path("ttftP95Millis")), " ms"))
                .line("tpot", "p95 " + unit(Values.decimal(site.path("tpotP95Millis")), " ms"))
                .line("energy", unit(Values.decimal(site.path("joulesPerToken")), " J/token"))
                .line(
                        "leader",
                        text(site.path("leader").path("holder"))
                                + ", epoch "
                                + text(site.path("leader").path("epoch")))
                .line("as of", Values.age(site.path("asOf"), now) + " ago")
                .section("power domains", domains(items(site.path("domains"))))
                .toString();
    }

    /** Domains as a tree: each below the one that feeds it. */
    static String domains(List<JsonNode> domains) {
        if (domains.isEmpty()) {
            return "";
        }
        List<Branch> tree = new ArrayList<>();
        Set<String> names = new HashSet<>();
        domains.forEach(domain -> names.add(domain.path("name").asText()));
        for (JsonNode domain : domains) {
            if (!names.contains(domain.path("parent").asText())) {
                grow(tree, domain, 0, domains);
            }
        }
        return new Table<Branch>()
                .words("DOMAIN", branch -> "  ".repeat(branch.depth) + name(branch.domain))
                .words("KIND", branch -> text(branch.domain.path("kind")))
                .numbers("DRAWN kW", branch -> kilowatts(branch, "drawnWatts"))
                .numbers("METERED kW", branch -> kilowatts(branch, "meteredWatts"))
                .numbers("COMMITTED kW", branch -> kilowatts(branch, "committedWatts"))
                .numbers("BUDGET kW", branch -> kilowatts(branch, "budgetWatts"))
                .numbers(
                        "COMMITTED %",
                        branch ->
                                Values.percentOf(
                                        branch.domain.path("committedWatts"),
                                        branch.domain.path("budgetWatts")))
                .numbers("IN FORCE kW", branch -> kilowatts(branch, "budgetInForceWatts"))
                .words("BAND", branch -> text(branch.domain.path("band")))
                .words("FEEDS", branch -> feeds(branch.domain))
                .of(tree);
    }

    static String loops(Iterable<JsonNode> loops) {
        return new Table<JsonNode>()
                .words("LOOP", PlantView::name)
                .words("HALL", loop -> text(loop.path("hall")))
                .numbers("RACKS", loop -> Values.whole(loop.path("racks")))
                .numbers("HEAT kW", loop -> Values.kilowatts(loop.path("heatWatts")))
                .numbers("COMMITTED kW", loop -> Values.kilowatts(loop.path("committedHeatWatts")))
                .numbers("CAPACITY kW", loop -> Values.kilowatts(loop.path("heatCapacityWatts")))
                .numbers(
                        "IN FORCE kW",
                        loop -> Values.kilowatts(loop.path("heatCapacityInForceWatts")))
                .numbers("SUPPLY °C", loop -> Values.decimal(loop.path("supplyCelsius")))
                .numbers("RETURN °C", loop -> Values.decimal(loop.path("returnCelsius")))
                .numbers("FLOW L/min", loop -> Values.whole(loop.path("flowLitersPerMinute")))
                .of(loops);
    }

    static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    private record Branch(JsonNode domain, int depth) {}

    private static void grow(
            List<Branch> tree, JsonNode domain, int depth, List<JsonNode> domains) {
        tree.add(new Branch(domain, depth));
        if (tree.size() > domains.size()) {
            return;
        }
        for (JsonNode child : domains) {
            if (child.path("parent").asText().equals(domain.path("name").asText())) {
                grow(tree, child, depth + 1, domains);
            }
        }
    }

    private static String feeds(JsonNode domain) {
        return domain.path("feeds").isNumber()
                ? Values.outOf(domain.path("feedsPresent"), domain.path("feeds"))
                : Values.ABSENT;
    }

    private static String name(JsonNode thing) {
        return text(thing.path("name"));
    }

    private static String kilowatts(Branch branch, String field) {
        return Values.kilowatts(branch.domain.path(field));
    }

    /** {@code 8 total, 8 fresh, 0 stale}. */
    private static String counts(JsonNode counts) {
        List<String> words = new ArrayList<>();
        counts.properties()
                .forEach(count -> words.add(Values.whole(count.getValue()) + " " + count.getKey()));
        return String.join(", ", words);
    }

    private static String unit(String value, String unit) {
        return value.equals(Values.ABSENT) ? value : value + unit;
    }
}
