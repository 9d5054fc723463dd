package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Services as tables, as manifests, and one service in full with the reasons why it waits. */
final class ServiceView {

    private ServiceView() {}

    static String name(JsonNode service) {
        return text(
                service.has("metadata")
                        ? service.path("metadata").path("name")
                        : service.path("name"));
    }

    static String table(Iterable<JsonNode> services) {
        return new Table<JsonNode>()
                .words("NAME", ServiceView::name)
                .words("TENANT", service -> text(service.path("spec").path("tenant")))
                .words("MODEL", service -> text(service.path("spec").path("model").path("name")))
                .numbers("PRIO", service -> Values.whole(service.path("spec").path("priority")))
                .numbers("WANTED", service -> Values.whole(status(service, "wanted")))
                .numbers("PLACED", service -> Values.whole(status(service, "placed")))
                .numbers("SERVING", service -> Values.whole(status(service, "serving")))
                .words("SATISFIED", service -> Values.yesNo(status(service, "satisfied")))
                .numbers("TTFT P50 ms", service -> Values.whole(status(service, "ttftP50Millis")))
                .numbers("TTFT P95 ms", service -> Values.whole(status(service, "ttftP95Millis")))
                .words("SLO", service -> text(service.path("spec").path("slo").path("ttftP95")))
                .numbers("TOK/S", service -> Values.whole(status(service, "tokensPerSecond")))
                .numbers("POWER kW", service -> Values.kilowatts(status(service, "wattsCommitted")))
                .words("WAITING FOR", ServiceView::reason)
                .of(services);
    }

    /**
     * All that is known of one service.
     *
     * @param history what became of its replicas, newest first
     */
    static String describe(JsonNode service, JsonNode history, Instant now) {
        JsonNode spec = service.path("spec");
        return new Sheet()
                .line("service", name(service))
                .line("tenant", text(spec.path("tenant")))
                .line("model", model(spec.path("model")))
                .line(
                        "replicas",
                        Values.whole(status(service, "serving"))
                                + " serving, "
                                + Values.whole(status(service, "placed"))
                                + " placed, "
                                + Values.whole(status(service, "wanted"))
                                + " wanted (min "
                                + text(spec.path("replicas").path("min"))
                                + ", max "
                                + text(spec.path("replicas").path("max"))
                                + ")")
                .line("satisfied", Values.yesNo(status(service, "satisfied")))
                .line("shape", ShapeWords.of(spec.path("shape")) + " a replica")
                .line("placement", ShapeWords.limits(spec.path("placement")))
                .line(
                        "priority",
                        text(spec.path("priority"))
                                + (spec.path("preemptible").asBoolean() ? ", preemptible" : ""))
                .line("ttft", latency(service, "ttft", "P50") + goal(spec, "ttftP95"))
                .line(
                        "tpot",
                        "p95 "
                                + unit(Values.decimal(status(service, "tpotP95Millis")), " ms")
                                + goal(spec, "tpotP95"))
                .line(
                        "requests",
                        unit(Values.decimal(status(service, "requestsPerSecond")), " /s")
                                + queued(status(service, "queuedRequests")))
                .line("tokens", unit(Values.whole(status(service, "tokensPerSecond")), " tok/s"))
                .line(
                        "power",
                        unit(Values.kilowatts(status(service, "wattsCommitted")), " kW committed"))
                .line("planned draw", PlannedDraw.of(status(service, "planned")))
                .section("placed", PlacementView.briefly(status(service, "replicas")))
                .section("waiting", queueOrSlots(service, now))
                .section("history", history.isEmpty() ? "" : PlacementView.history(history, now))
                .toString();
    }

    /** Why it waits, by reason; a plane of the version before tells it slot by slot. */
    private static String queueOrSlots(JsonNode service, Instant now) {
        String queue = QueueView.describe(status(service, "queue"), now);
        return queue.isEmpty() ? waiting(status(service, "unplaced"), now) : queue;
    }

    /** The service as its manifest: what {@code apply} takes, so without its status. */
    static JsonNode manifest(JsonNode service) {
        ObjectNode manifest = Json.object();
        for (String field : new String[] {"apiVersion", "kind", "metadata", "spec"}) {
            if (service.has(field)) {
                manifest.set(field, service.get(field));
            }
        }
        return manifest;
    }

    /** Each replica that found no place and why, a line or more each. */
    static String waiting(JsonNode unplaced, Instant now) {
        StringBuilder text = new StringBuilder();
        for (JsonNode replica : unplaced) {
            String age = Values.age(replica.path("since"), now);
            text.append("slot ")
                    .append(text(replica.path("slot")))
                    .append(": ")
                    .append(text(replica.path("reason")))
                    .append(age.equals(Values.ABSENT) ? "" : " for " + age);
            text.append(indented(text(replica.path("message"))));
            text.append(indented(nearest(replica.path("nearestFit"))));
            text.append('\n');
        }
        return text.toString();
    }

    private static String indented(String words) {
        return words.equals(Values.ABSENT) ? "" : "\n  " + Values.clean(words);
    }

    private static String nearest(JsonNode fit) {
        return fit.isContainerNode()
                ? "nearest fit: " + fit
                : text(fit).equals(Values.ABSENT) ? Values.ABSENT : "nearest fit: " + text(fit);
    }

    private static JsonNode status(JsonNode service, String field) {
        return service.path("status").path(field);
    }

    private static String reason(JsonNode service) {
        JsonNode unplaced = status(service, "unplaced");
        if (unplaced.isEmpty()) {
            return "";
        }
        String first = text(unplaced.get(0).path("reason"));
        return unplaced.size() == 1 ? first : first + " (" + unplaced.size() + ")";
    }

    private static String model(JsonNode model) {
        return text(model.path("name")) + ", " + text(model.path("precision"));
    }

    private static String latency(JsonNode service, String name, String middle) {
        return "p50 "
                + unit(Values.whole(status(service, name + middle + "Millis")), " ms")
                + ", p95 "
                + unit(Values.whole(status(service, name + "P95Millis")), " ms");
    }

    private static String goal(JsonNode spec, String field) {
        String goal = text(spec.path("slo").path(field));
        return goal.equals(Values.ABSENT) ? "" : " (promised p95 " + goal + ")";
    }

    private static String queued(JsonNode requests) {
        return requests.isNumber() ? ", " + Values.whole(requests) + " queued" : "";
    }

    private static String unit(String value, String unit) {
        return value.equals(Values.ABSENT) ? value : value + unit;
    }
}
