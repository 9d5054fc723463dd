package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Deliveries as a table. */
final class DeliveryView {

    private DeliveryView() {}

    static String table(Iterable<JsonNode> deliveries) {
        return new Table<JsonNode>()
                .words("NAME", delivery -> text(delivery.path("name")))
                .numbers("RACKS", delivery -> Values.whole(delivery.path("expected")))
                .numbers("AWAITED", delivery -> Values.whole(delivery.path("awaited")))
                .words("STAGES", delivery -> stages(delivery.path("stages")))
                .of(deliveries);
    }

    /** {@code 4 DELIVERED, 60 IN_SERVICE}. */
    private static String stages(JsonNode stages) {
        List<String> words = new ArrayList<>();
        stages.properties()
                .forEach(stage -> words.add(Values.whole(stage.getValue()) + " " + stage.getKey()));
        return words.isEmpty() ? Values.ABSENT : String.join(", ", words);
    }
}
