package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Replicas and where they stand. */
final class PlacementView {

    private PlacementView() {}

    static String table(Iterable<JsonNode> placements) {
        return new Table<JsonNode>()
                .words("REPLICA", placement -> text(id(placement)))
                .words("SERVICE", placement -> text(placement.path("service")))
                .numbers("SLOT", placement -> text(placement.path("slot")))
                .words("RACK", placement -> text(placement.path("rack")))
                .words("ACCELERATORS", placement -> ranges(placement.path("accelerators")))
                .words("STATE", placement -> text(placement.path("state")))
                .numbers("TOK/S", placement -> Values.whole(placement.path("tokensPerSecond")))
                .of(placements);
    }

    private static JsonNode id(JsonNode placement) {
        return placement.has("id") ? placement.path("id") : placement.path("replica");
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
