package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Replicas and where they stand. */
final class PlacementView {

    private PlacementView() {}

    /** All there is to know of placements. */
    static String table(Iterable<JsonNode> placements, Instant now) {
        return columns()
                .numbers(
                        "PLANNED kW", placement -> Values.kilowatts(placement.path("plannedWatts")))
                .numbers("AGE", placement -> Values.age(placement.path("changedAt"), now))
                .words("CAUSE", placement -> text(placement.path("cause")))
                .of(placements);
    }

    /** What became of replicas, newest first. */
    static String history(Iterable<JsonNode> events, Instant now) {
        return new Table<JsonNode>()
                .numbers("AGE", event -> Values.age(event.path("at"), now))
                .words("EVENT", event -> text(event.path("event")))
                .words("REPLICA", event -> text(event.path("replica")))
                .words("SERVICE", event -> text(event.path("service")))
                .numbers("SLOT", event -> text(event.path("slot")))
                .words("RACK", event -> text(event.path("rack")))
                .numbers("ACCELERATORS", event -> text(event.path("accelerators")))
                .words("CAUSE", event -> text(event.path("cause")))
                .of(events);
    }

    /** Replicas as part of something else; empty if there are none. */
    static String briefly(JsonNode replicas) {
        return replicas.isArray() && !replicas.isEmpty() ? columns().of(replicas) : "";
    }

    private static Table<JsonNode> columns() {
        return new Table<JsonNode>()
                .words("REPLICA", placement -> text(placement.path("id")))
                .words("SERVICE", placement -> text(placement.path("service")))
                .numbers("SLOT", placement -> text(placement.path("slot")))
                .words("PART", PlacementView::part)
                .words("RACK", placement -> text(placement.path("rack")))
                .words("ACCELERATORS", placement -> ranges(placement.path("accelerators")))
                .words("STATE", PlacementView::state)
                .words("ROUTED", placement -> Values.yesNo(placement.path("routed")));
    }

    /** The part's number, and its role where parts differ. */
    private static String part(JsonNode placement) {
        String role = placement.path("role").asText("AGGREGATED");
        String part = text(placement.path("part"));
        return role.equals("AGGREGATED") || role.equals("null")
                ? part
                : part + " " + role.toLowerCase(Locale.ROOT);
    }

    private static String state(JsonNode placement) {
        String state = text(placement.path("state"));
        return placement.path("leaving").asBoolean() ? state + ", leaving" : state;
    }

    /** Accelerator slots in short: {@code 0-7,12}. */
    static String ranges(JsonNode slots) {
        if (!slots.isArray()) {
            return text(slots);
        }
        List<String> ranges = new ArrayList<>();
        int[] numbers = new int[slots.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = slots.get(i).asInt();
        }
        for (int i = 0; i < numbers.length; ) {
            int end = i;
            while (end + 1 < numbers.length && numbers[end + 1] == numbers[end] + 1) {
                end++;
            }
            ranges.add(end == i ? "" + numbers[i] : numbers[i] + "-" + numbers[end]);
            i = end + 1;
        }
        return ranges.isEmpty() ? Values.ABSENT : String.join(",", ranges);
    }
}
