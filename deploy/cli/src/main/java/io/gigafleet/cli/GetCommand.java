package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is. */
@Command(
        name = "get",
        description =
                "Lists racks, services, placements, their history, the queue of what waits,"
                    + " domains, loops, rollouts, deliveries or repair tickets, sums up the site,"
                    + " or shows a series along time.")
final class GetCommand implements Callable<Integer> {

    /** Most items of one page, which is also the most that are shown without {@code --all}. */
    static final int PAGE = 500;

    /** The forms an answer can be printed in. */
    enum Form {
        TABLE,
        JSON,
        YAML
    }

    private final GigafleetCommand root;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description =
                    "racks, services, placements, history, queue, site, domains, loops, rollouts,"
                            + " deliveries, tickets or series")
    private Resource resource = Resource.SITE;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description =
                    "only this one; of series the subject: rack/r1, service/chat, domain/row-1,"
                            + " loop/l1 or site")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description =
                    "table (default), json, or yaml; services as yaml are manifests, ready to"
                            + " apply")
    private Form form = Form.TABLE;

    @Option(names = "--all", description = "all items, however many")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "most items (default: ${DEFAULT-VALUE})")
    private int limit = PAGE;

    @Option(
            names = "--condition",
            paramLabel = "CONDITION",
            description = "racks: FRESH, STALE, LOST or BAD")
    private String condition = "";

    @Option(names = "--row", paramLabel = "ROW", description = "racks of this row")
    private String row = "";

    @Option(names = "--loop", paramLabel = "LOOP", description = "racks of this coolant loop")
    private String loop = "";

    @Option(names = "--sku", paramLabel = "SKU", description = "racks of this model")
    private String sku = "";

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description = "placements, history or queue of this service")
    private String service = "";

    @Option(
            names = "--rack",
            paramLabel = "RACK",
            description = "placements or history on, or tickets of, this rack")
    private String rack = "";

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description =
                    "series: watts (default), die, utilization, power-throttle, thermal-throttle,"
                            + " requests, tokens, ttft or tpot")
    private String metric = "watts";

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "series: how far back (default: 1h)")
    private Duration since = Duration.ofHours(1);

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            description = "series: from one point to the next, 30s or 5m (default: chosen)")
    private String step = "";

    @Option(names = "--open", description = "tickets that are open")
    private boolean open;

    GetCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PlaneClient plane = root.plane();
        boolean one = !name.isEmpty() && hasOwnPath();
        JsonNode answer;
        if (resource == Resource.SITE) {
            answer = plane.get("/site", Map.of());
        } else if (resource == Resource.SERIES) {
            answer = plane.get(resource.path(), seriesQuery());
        } else if (one) {
            answer = plane.get(resource.path() + "/" + PlaneClient.segment(name), Map.of());
        } else {
            answer = list(plane);
        }
        boolean list = resource != Resource.SITE && resource != Resource.SERIES && !one;
        PrintWriter out = root.shell().out();
        switch (form) {
            case JSON -> out.print(Json.pretty(answer));
            case YAML -> printYaml(answer, list, out);
            case TABLE -> out.print(table(list ? items(answer) : List.of(answer)));
        }
        return ExitCode.OK.number();
    }

    /**
     * Domains, loops, placements and their like, deliveries and tickets have no address of their
     * own; they are picked from the list.
     */
    private boolean hasOwnPath() {
        return switch (resource) {
            case RACKS, SERVICES, ROLLOUTS -> true;
            case PLACEMENTS, SITE, DOMAINS, LOOPS, DELIVERIES, TICKETS, QUEUE, HISTORY, SERIES ->
                    false;
        };
    }

    private Map<String, String> seriesQuery() {
        if (name.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "say of what: get series rack/NAME, service/NAME, domain/NAME, loop/NAME or"
                            + " site");
        }
        Map<String, String> query = new HashMap<>();
        query.put("subject", name);
        query.put("metric", metric);
        query.put("step", step);
        query.put("from", root.shell().clock().instant().minus(since).toString());
        return query;
    }

    private ObjectNode list(PlaneClient plane) {
        Map<String, String> query = new HashMap<>();
        query.put("condition", condition);
        query.put("row", row);
        query.put("loop", loop);
        query.put("sku", sku);
        query.put("service", service);
        query.put("rack", rack);
        query.put("open", open ? "true" : "");
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        String cursor = "";
        do {
            query.put("cursor", cursor);
            query.put("limit", String.valueOf(all ? PAGE : Math.min(PAGE, limit - items.size())));
            JsonNode page = plane.get(resource.path(), query);
            items(page).stream()
                    .filter(item -> name.isEmpty() || named(item).equals(name))
                    .forEach(items::add);
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && (all || items.size() < limit));
        if (!name.isEmpty() && items.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "there is none of the " + resource.word() + " with the name '" + name + "'");
        }
        if (!cursor.isEmpty()) {
            root.shell().err().println("the first " + items.size() + "; --all shows the rest");
        }
        return answer;
    }

    private static String named(JsonNode item) {
        return item.has("id")
                ? item.path("id").asText()
                : item.has("service") ? item.path("service").asText() : ServiceView.name(item);
    }

    private static List<JsonNode> items(JsonNode page) {
        return PlantView.items(page.isArray() ? page : page.path("items"));
    }

    /** Item by item, since there may be tens of thousands. */
    private void printYaml(JsonNode answer, boolean list, PrintWriter out) {
        if (resource == Resource.SERVICES) {
            String separator = "";
            for (JsonNode service : list ? items(answer) : List.of(answer)) {
                out.print(separator + Json.yaml(ServiceView.manifest(service)));
                separator = "---\n";
            }
        } else if (list && !items(answer).isEmpty()) {
            out.println("items:");
            items(answer).forEach(item -> out.print(Json.yaml(Json.array(item))));
        } else {
            out.print(Json.yaml(answer));
        }
    }

    private String table(List<JsonNode> items) {
        Instant now = root.shell().clock().instant();
        return switch (resource) {
            case RACKS -> RackView.table(items, now);
            case SERVICES -> ServiceView.table(items);
            case PLACEMENTS -> PlacementView.table(items, now);
            case SITE -> PlantView.site(items.getFirst(), now);
            case DOMAINS -> PlantView.domains(items);
            case LOOPS -> PlantView.loops(items);
            case ROLLOUTS -> RolloutView.table(items, now);
            case DELIVERIES -> DeliveryView.table(items);
            case TICKETS -> TicketView.table(items, now);
            case QUEUE -> QueueView.table(items, now);
            case HISTORY -> PlacementView.history(items, now);
            case SERIES -> SeriesView.table(items.getFirst(), all);
        };
    }
}
