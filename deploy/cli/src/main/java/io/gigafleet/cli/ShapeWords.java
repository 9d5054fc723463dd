package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a replica occupies, and where it may stand, in words. */
final class ShapeWords {

    private ShapeWords() {}

    /**
     * {@code 8 accelerators}, {@code 4 racks of one row}, {@code prefill 2 × 8, decode 1 × 256}.
     */
    static String of(JsonNode shape) {
        String size =
                shape.has("pools")
                        ? "prefill %s, decode %s accelerators, in one row,"
                                .formatted(
                                        pool(shape.path("pools").path("prefill")),
                                        pool(shape.path("pools").path("decode")))
                        : shape.has("racks")
                                ? shape.path("racks").asText() + " racks of one row"
                                : shape.path("accelerators").asText() + " accelerators";
        String skus = list(shape.path("skus"));
        return skus.isEmpty() ? size : size + " of " + skus;
    }

    private static String pool(JsonNode pool) {
        return pool.path("count").asText() + " × " + pool.path("accelerators").asText();
    }

    /** Where replicas may stand. */
    static String limits(JsonNode placement) {
        List<String> limits = new ArrayList<>();
        if (placement.has("halls")) {
            limits.add("halls " + list(placement.path("halls")));
        }
        placement
                .path("labels")
                .properties()
                .forEach(
                        label ->
                                limits.add(
                                        "label "
                                                + label.getKey()
                                                + "="
                                                + label.getValue().asText()));
        for (String place : List.of("Row", "Loop", "Rack")) {
            JsonNode most = placement.path("maxPer" + place);
            if (most.isNumber()) {
                limits.add("at most " + most.asText() + " a " + place.toLowerCase(Locale.ROOT));
            }
        }
        if (placement.path("exclusive").asBoolean()) {
            limits.add("racks of its own tenant only");
        }
        return limits.isEmpty() ? "anywhere" : String.join(", ", limits);
    }

    private static String list(JsonNode words) {
        List<String> list = new ArrayList<>();
        words.forEach(word -> list.add(word.asText()));
        return String.join(" or ", list);
    }
}
