package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The draw that places are planned with, and where it comes from, in words. */
final class PlannedDraw {

    private PlannedDraw() {}

    /**
     * {@code 770 W an accelerator on gb300-nvl72 (observed p99 700 W + 10 %, 640 rack-minutes)}.
     */
    static String of(JsonNode planned) {
        List<String> draws = new ArrayList<>();
        for (JsonNode draw : planned) {
            draws.add(
                    "%s W an accelerator on %s (%s)"
                            .formatted(
                                    Values.whole(draw.path("wattsPerAccelerator")),
                                    Values.text(draw.path("sku")),
                                    source(draw)));
        }
        return String.join(", ", draws);
    }

    private static String source(JsonNode draw) {
        String source = draw.path("source").asText().toLowerCase(Locale.ROOT);
        return source.equals("observed")
                ? "observed p99 %s W + %s %%, %s rack-minutes"
                        .formatted(
                                Values.whole(draw.path("observedWatts")),
                                draw.path("marginPercent").asText(),
                                Values.whole(draw.path("rackMinutes")))
                : source;
    }
}
