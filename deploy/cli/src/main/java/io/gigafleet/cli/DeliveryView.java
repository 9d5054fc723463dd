package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;

/** Deliveries as a table. */
final class DeliveryView {

    private DeliveryView() {}

    static String table(Iterable<JsonNode> deliveries) {
        return new Table<JsonNode>()
                .words("NAME", ServiceView::name)
                .numbers("RACKS", delivery -> String.valueOf(racks(delivery).size()))
                .words("SKUS", delivery -> distinct(delivery, "sku"))
                .words("ROWS", delivery -> distinct(delivery, "row"))
                .words("BATCHES", delivery -> distinct(delivery, "batch"))
                .of(deliveries);
    }

    private static List<JsonNode> racks(JsonNode delivery) {
        return PlantView.items(
                delivery.has("spec")
                        ? delivery.path("spec").path("racks")
                        : delivery.path("racks"));
    }

    private static String distinct(JsonNode delivery, String field) {
        TreeSet<String> values = new TreeSet<>();
        racks(delivery).forEach(rack -> values.add(text(rack.path(field))));
        values.remove(Values.ABSENT);
        return values.isEmpty() ? Values.ABSENT : String.join(",", values);
    }
}
