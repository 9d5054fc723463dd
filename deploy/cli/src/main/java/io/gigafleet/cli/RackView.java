package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Racks as tables and one rack in full. */
final class RackView {

    private static final String IN_SERVICE = "IN_SERVICE";

    private RackView() {}

    static String table(Iterable<JsonNode> racks, Instant now) {
        return new Table<JsonNode>()
                .words("NAME", rack -> text(rack.path("name")))
                .words("SKU", rack -> text(rack.path("sku")))
                .words("ROW/POS", rack -> place(rack))
                .words("CONDITION", RackView::condition)
                .numbers(
                        "FREE/ALL",
                        rack ->
                                Values.outOf(
                                        rack.path("acceleratorsFree"), rack.path("accelerators")))
                .numbers("REPLICAS", rack -> replicaCount(rack.path("replicas")))
                .numbers("POWER kW", rack -> Values.kilowatts(rack.path("powerWatts")))
                .numbers("COMMITTED kW", rack -> Values.kilowatts(rack.path("committedWatts")))
                .numbers("CAP kW", rack -> Values.kilowatts(rack.path("capWatts")))
                .numbers("DIE MAX °C", rack -> Values.decimal(rack.path("dieMaxCelsius")))
                .numbers("UTIL %", rack -> Values.percent(rack.path("utilization")))
                .numbers("TOK/S", rack -> Values.whole(rack.path("tokensPerSecond")))
                .numbers("AGE", rack -> Values.age(rack.path("asOf"), now))
                .of(racks);
    }

    static String describe(JsonNode rack, Instant now) {
        return new Sheet()
                .line("rack", text(rack.path("name")))
                .line("sku", text(rack.path("sku")))
                .line("serial", text(rack.path("serial")))
                .line("place", "hall " + text(rack.path("hall")) + ", row/pos " + place(rack))
                .line(
                        "fed by",
                        text(rack.path("powerDomain"))
                                + ", cooled by "
                                + text(rack.path("coolantLoop")))
                .line("condition", condition(rack))
                .line("because", text(rack.path("conditionCause")))
                .line("works for", work(rack.path("work")))
                .line("tripped", trip(rack))
                .line("refuses", text(rack.path("refusal")))
                .line("last heard", ago(Values.age(rack.path("asOf"), now)))
                .line("agent", text(rack.path("agent")))
                .line("labels", labels(rack.path("labels")))
                .line(
                        "accelerators",
                        Values.whole(rack.path("acceleratorsFree"))
                                + " free of "
                                + Values.whole(rack.path("accelerators")))
                .line("power", power(rack))
                .line(
                        "temperature",
                        with(Values.decimal(rack.path("dieMaxCelsius")), " °C hottest die")
                                + with(
                                        Values.decimal(rack.path("supplyCelsius")),
                                        " °C supply",
                                        ", ")
                                + with(
                                        Values.decimal(rack.path("returnCelsius")),
                                        " °C return",
                                        ", "))
                .line(
                        "operator's cap",
                        with(Values.kilowatts(rack.path("operatorCapWatts")), " kW"))
                .line("utilization", with(Values.percent(rack.path("utilization")), " %"))
                .line("tokens", with(Values.whole(rack.path("tokensPerSecond")), " tok/s"))
                .line("assignment", fence(rack.path("assignment")))
                .line("observed", observed(rack))
                .section("replicas", PlacementView.briefly(replicas(rack)))
                .toString();
    }

    /** The rack's replicas, where an answer lists them. */
    static JsonNode replicas(JsonNode rack) {
        return rack.path("placements").isArray() ? rack.path("placements") : rack.path("replicas");
    }

    private static String work(JsonNode work) {
        return work.isObject()
                ? "%s, attempt %s, for %s: %s"
                        .formatted(
                                text(work.path("stage")),
                                text(work.path("attempt")),
                                Spans.of(work.path("elapsed")),
                                text(work.path("reason")))
                : Values.ABSENT;
    }

    private static String trip(JsonNode rack) {
        JsonNode trip = rack.path("trip");
        return trip.isObject()
                ? "%s, %s; 'gigafleet clear-trip %s %s' lets it go on"
                        .formatted(
                                text(trip.path("cause")),
                                text(trip.path("detail")),
                                text(rack.path("name")),
                                text(trip.path("id")))
                : Values.ABSENT;
    }

    private static String place(JsonNode rack) {
        return text(rack.path("row")) + "/" + text(rack.path("position"));
    }

    private static String condition(JsonNode rack) {
        List<String> words = new ArrayList<>();
        String stage = rack.path("stage").asText(IN_SERVICE);
        if (!stage.equals(IN_SERVICE)) {
            words.add(stage);
        }
        if (!stage.equals("PLANNED")) {
            words.add(text(rack.path("condition")));
        }
        if (rack.path("draining").asBoolean()) {
            words.add("draining");
        } else if (rack.path("cordoned").asBoolean()) {
            words.add("cordoned");
        }
        return String.join(" ", words);
    }

    private static String replicaCount(JsonNode replicas) {
        return replicas.isArray() ? String.valueOf(replicas.size()) : Values.whole(replicas);
    }

    private static String power(JsonNode rack) {
        return with(Values.kilowatts(rack.path("powerWatts")), " kW drawn")
                + with(Values.kilowatts(rack.path("committedWatts")), " kW committed", ", ")
                + with(Values.kilowatts(rack.path("capWatts")), " kW cap", ", ");
    }

    private static String labels(JsonNode labels) {
        List<String> words = new ArrayList<>();
        labels.properties()
                .forEach(label -> words.add(label.getKey() + "=" + label.getValue().asText()));
        return String.join(", ", words);
    }

    private static String fence(JsonNode fence) {
        return fence.has("generation")
                ? "generation "
                        + text(fence.path("generation"))
                        + ", epoch "
                        + text(fence.path("epoch"))
                : Values.ABSENT;
    }

    private static String observed(JsonNode rack) {
        JsonNode wanted = rack.path("assignment").path("generation");
        JsonNode observed = rack.path("observed").path("generation");
        boolean behind =
                wanted.isNumber()
                        && observed.isNumber()
                        && observed.longValue() < wanted.longValue();
        return fence(rack.path("observed")) + (behind ? " (behind)" : "");
    }

    private static String ago(String age) {
        return age.equals(Values.ABSENT) ? "never" : age + " ago";
    }

    private static String with(String value, String unit) {
        return with(value, unit, "");
    }

    private static String with(String value, String unit, String before) {
        return value.equals(Values.ABSENT) ? "" : before + value + unit;
    }
}
