package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** Where the time of a rollout went, as tables. Durations are rollout time. */
final class TimelineView {

    private TimelineView() {}

    /**
     * @param withRacks also a line per rack
     */
    static String of(JsonNode timeline, boolean withRacks) {
        return new Sheet()
                .line("rollout", text(timeline.path("rollout")))
                .line("first token", Spans.of(timeline.path("firstToken")))
                .line("dock to service", spread(timeline.path("toService")))
                .line("dock to first token", spread(timeline.path("toFirstToken")))
                .line("throughput", rate(timeline.path("throughput").path("overall")))
                .line("in the last wave", rate(timeline.path("throughput").path("lastWave")))
                .section("stages", stages(PlantView.items(timeline.path("stages"))))
                .section("critical path", path(PlantView.items(timeline.path("criticalPath"))))
                .section("racks", withRacks ? racks(PlantView.items(timeline.path("racks"))) : "")
                .toString();
    }

    /** {@code median 19h 40m, p10 18h, p90 22h, max 31h (racks: 64)}. */
    private static String spread(JsonNode spread) {
        return spread.path("racks").asInt() == 0
                ? Values.ABSENT
                : "median %s, p10 %s, p90 %s, max %s (racks: %s)"
                        .formatted(
                                Spans.of(spread.path("median")),
                                Spans.of(spread.path("p10")),
                                Spans.of(spread.path("p90")),
                                Spans.of(spread.path("max")),
                                Values.whole(spread.path("racks")));
    }

    private static String rate(JsonNode rate) {
        return rate.path("racksPerDay").asDouble() > 0
                ? Values.decimal(rate.path("racksPerDay"))
                        + " racks a day, "
                        + Values.decimal(rate.path("megawattsPerDay"))
                        + " MW a day"
                : Values.ABSENT;
    }

    private static String stages(List<JsonNode> stages) {
        if (stages.isEmpty()) {
            return "";
        }
        return new Table<JsonNode>()
                .words("STAGE", stage -> text(stage.path("stage")))
                .numbers("RACKS", stage -> Values.whole(stage.path("working").path("racks")))
                .numbers("ATTEMPTS", stage -> Values.whole(stage.path("attempts")))
                .numbers("FAILED", stage -> Values.whole(stage.path("failures")))
                .numbers("P10", stage -> Spans.of(stage.path("working").path("p10")))
                .numbers("MEDIAN", stage -> Spans.of(stage.path("working").path("median")))
                .numbers("P90", stage -> Spans.of(stage.path("working").path("p90")))
                .numbers("MAX", stage -> Spans.of(stage.path("working").path("max")))
                .numbers("WAITED P50", stage -> Spans.of(stage.path("waiting").path("median")))
                .numbers("WAITED MAX", stage -> Spans.of(stage.path("waiting").path("max")))
                .of(stages);
    }

    private static String path(List<JsonNode> segments) {
        if (segments.isEmpty()) {
            return "";
        }
        Duration whole =
                segments.stream().map(TimelineView::duration).reduce(Duration.ZERO, Duration::plus);
        return new Table<JsonNode>()
                .numbers("WAVE", segment -> text(segment.path("wave")))
                .words("RACK", segment -> text(segment.path("rack")))
                .words("WHAT", TimelineView::what)
                .numbers("TOOK", segment -> Spans.of(segment.path("duration")))
                .numbers("%", segment -> percent(duration(segment), whole))
                .of(segments);
    }

    private static String racks(List<JsonNode> racks) {
        return new Table<JsonNode>()
                .numbers("WAVE", rack -> text(rack.path("wave")))
                .words("RACK", rack -> text(rack.path("rack")))
                .numbers("TO SERVICE", rack -> Spans.of(rack.path("toService")))
                .numbers("TO FIRST TOKEN", rack -> Spans.of(rack.path("toFirstToken")))
                .numbers("IN REPAIR", rack -> Spans.of(rack.path("repair")))
                .numbers("ATTEMPTS", rack -> String.valueOf(attempts(rack)))
                .of(racks);
    }

    private static int attempts(JsonNode rack) {
        return PlantView.items(rack.path("stages")).stream()
                .mapToInt(stage -> stage.path("attempts").asInt())
                .sum();
    }

    private static String what(JsonNode segment) {
        String stage = segment.path("stage").asText("");
        String words =
                switch (segment.path("part").asText()) {
                    case "TURN" -> "waits for its turn";
                    case "WAITING" -> stage.isEmpty() ? "waits" : "waits for " + stage;
                    case "STAGE" -> stage;
                    case "REPAIR" -> "repair";
                    case "SOAK" -> "soak and gate";
                    default -> text(segment.path("part")) + " " + stage;
                };
        return segment.path("ended").isTextual() ? words : words + ", going on";
    }

    private static Duration duration(JsonNode segment) {
        return Spans.read(segment.path("duration")).orElse(Duration.ZERO);
    }

    private static String percent(Duration part, Duration whole) {
        return whole.isZero()
                ? Values.ABSENT
                : Values.format("%.0f", 100.0 * part.toMillis() / whole.toMillis());
    }
}
