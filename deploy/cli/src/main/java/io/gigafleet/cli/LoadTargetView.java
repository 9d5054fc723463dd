package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the site is asked to draw at most, and how far it does. */
final class LoadTargetView {

    private LoadTargetView() {}

    static String of(JsonNode answer, Instant now) {
        JsonNode target = answer.path("target");
        String drawn = Values.kilowatts(answer.path("drawnWatts")) + " kW";
        if (!target.isObject()) {
            return new Sheet().line("load target", "none").line("drawn", drawn).toString();
        }
        return new Sheet()
                .line("load target", Values.kilowatts(target.path("watts")) + " kW")
                .line("state", state(answer, target, now))
                .line("drawn", drawn)
                .line("progress", text(answer.path("progress")))
                .line("from", moment(target.path("from"), now))
                .line("deadline", moment(target.path("deadline"), now))
                .line("until", moment(target.path("until"), now))
                .line("set by", text(target.path("setBy")))
                .line("reason", text(target.path("reason")))
                .section("later", later(PlantView.items(answer.path("upcoming"))))
                .toString();
    }

    private static String state(JsonNode answer, JsonNode target, Instant now) {
        double overWatts =
                answer.path("drawnWatts").doubleValue() - target.path("watts").doubleValue();
        String over = Values.format("%,.1f kW to go", overWatts / 1_000);
        return switch (answer.path("state").asText()) {
            case "UPCOMING" -> "begins " + moment(target.path("from"), now);
            case "APPROACHING" ->
                    "coming down, " + over + ", to be met " + moment(target.path("deadline"), now);
            case "MET" -> "met";
            case "MISSED" ->
                    "MISSED, " + over + "; see 'gigafleet safety acts' and 'gigafleet alarms'";
            default -> text(answer.path("state"));
        };
    }

    private static String later(List<JsonNode> targets) {
        return targets.isEmpty()
                ? ""
                : new Table<JsonNode>()
                        .numbers("POWER kW", target -> Values.kilowatts(target.path("watts")))
                        .words("FROM", target -> text(target.path("from")))
                        .words("UNTIL", target -> text(target.path("until")))
                        .words("SET BY", target -> text(target.path("setBy")))
                        .of(targets);
    }

    /** A moment and how far it is away: {@code 2026-03-01T05:00:00Z (in 2h)}. */
    static String moment(JsonNode instant, Instant now) {
        try {
            Instant then = Instant.parse(instant.asText());
            return then.isAfter(now)
                    ? then + " (in " + Values.age(Duration.between(now, then)) + ")"
                    : then + " (" + Values.age(Duration.between(then, now)) + " ago)";
        } catch (DateTimeException e) {
            return Values.ABSENT;
        }
    }
}
