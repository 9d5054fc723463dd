package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rollouts as tables, and one in full. */
final class RolloutView {

    private RolloutView() {}

    static String table(Iterable<JsonNode> rollouts, Instant now) {
        return new Table<JsonNode>()
                .words("NAME", rollout -> text(rollout.path("name")))
                .words("KIND", rollout -> text(rollout.path("kind")))
                .words("PHASE", RolloutView::phase)
                .numbers(
                        "WAVE",
                        rollout -> Values.outOf(rollout.path("wave"), rollout.path("waves")))
                .numbers("IN SERVICE", rollout -> share(rollout.path("racks")))
                .numbers("ACTIVE", rollout -> Values.whole(rollout.path("racks").path("active")))
                .numbers(
                        "QUARANTINED",
                        rollout -> Values.whole(rollout.path("racks").path("quarantined")))
                .numbers("FOR", rollout -> Values.age(rollout.path("since"), now))
                .words("REASON", rollout -> text(rollout.path("reason")))
                .of(rollouts);
    }

    /** All an operator needs to see: how far it is, what it waits for, who needs a look. */
    static String status(JsonNode rollout, Instant now) {
        return new Sheet()
                .line("rollout", text(rollout.path("name")) + ", " + what(rollout))
                .line(
                        "phase",
                        phase(rollout) + since(rollout, now) + ": " + text(rollout.path("reason")))
                .line("order", order(rollout.path("order")))
                .line("racks", racks(rollout))
                .line("forecast", forecast(rollout, now))
                .line("deadline", deadline(rollout, now))
                .line("finished", finished(rollout))
                .line("throughput", throughput(rollout))
                .section("waves", waves(rollout.path("waveList")))
                .section("in progress", RackWork.lines(RackWork.shown(rollout)))
                .toString();
    }

    /** {@code PAUSED (BREACH)}. */
    static String phase(JsonNode rollout) {
        String pause = rollout.path("pause").asText("NONE");
        return text(rollout.path("phase")) + (pause.equals("NONE") ? "" : " (" + pause + ")");
    }

    static String waves(JsonNode waves) {
        return new Table<JsonNode>()
                .words("", wave -> "wave " + text(wave.path("wave")))
                .words("", WaveBar::bar)
                .words("", WaveBar::counts)
                .withoutHeader(PlantView.items(waves));
    }

    private static String what(JsonNode rollout) {
        List<String> words = new ArrayList<>(List.of(text(rollout.path("kind"))));
        if (!rollout.path("firmware").asText("").isEmpty()) {
            words.add("firmware " + rollout.path("firmware").asText());
        }
        words.add(text(rollout.path("mode")));
        double speed = rollout.path("speed").asDouble(1);
        if (speed != 1) {
            words.add("speed " + Values.format("%.4g", speed).replaceFirst("\\.0*$", ""));
        }
        return String.join(", ", words);
    }

    private static String since(JsonNode rollout, Instant now) {
        String age = Values.age(rollout.path("since"), now);
        String wave =
                rollout.path("wave").asInt() > 0
                        ? ", wave "
                                + text(rollout.path("wave"))
                                + " of "
                                + text(rollout.path("waves"))
                        : "";
        return (age.equals(Values.ABSENT) ? "" : " for " + age) + wave;
    }

    private static String order(JsonNode order) {
        String words =
                order.path("aborted").asBoolean()
                        ? "abort"
                        : order.path("held").asBoolean() ? "pause" : "";
        String reason = order.path("reason").asText("");
        return words.isEmpty() || reason.isEmpty() ? words : words + ": " + reason;
    }

    private static String share(JsonNode racks) {
        return Values.outOf(racks.path("inService"), racks.path("total"));
    }

    private static String racks(JsonNode rollout) {
        JsonNode racks = rollout.path("racks");
        List<String> words = new ArrayList<>();
        words.add(
                "%s in service (%s of %s MW)"
                        .formatted(
                                share(racks),
                                megawatts(rollout.path("megawatts").path("inService")),
                                megawatts(rollout.path("megawatts").path("total"))));
        for (String state : new String[] {"active", "waiting", "quarantined", "skipped", "left"}) {
            if (racks.path(state).asInt() > 0) {
                words.add(Values.whole(racks.path(state)) + " " + state);
            }
        }
        return String.join(", ", words);
    }

    private static String megawatts(JsonNode value) {
        return value.isNumber() ? Values.format("%,.2f", value.doubleValue()) : Values.ABSENT;
    }

    /** {@code 2026-03-01 12:00:00Z (11:10:00 to 16:00:00), in 9h; the deadline is 12h later}. */
    private static String forecast(JsonNode rollout, Instant now) {
        JsonNode forecast = rollout.path("forecast");
        Optional<Instant> likely = Spans.moment(forecast.path("likely"));
        return likely.map(
                        done ->
                                Spans.date(done)
                                        + ", in "
                                        + Spans.of(Duration.between(now, done))
                                        + band(forecast, now))
                .orElse("");
    }

    private static String band(JsonNode forecast, Instant now) {
        Optional<Instant> early = Spans.moment(forecast.path("early"));
        Optional<Instant> late = Spans.moment(forecast.path("late"));
        return early.isPresent() && late.isPresent()
                ? " (%s to %s)"
                        .formatted(
                                Spans.of(Duration.between(now, early.get())),
                                Spans.of(Duration.between(now, late.get())))
                : "";
    }

    private static String deadline(JsonNode rollout, Instant now) {
        Optional<Instant> deadline = Spans.moment(rollout.path("deadline"));
        if (deadline.isEmpty()) {
            return "";
        }
        Instant due = deadline.get();
        Optional<Instant> finished = Spans.moment(rollout.path("finishedAt"));
        if (finished.isPresent()) {
            return Spans.date(due) + (finished.get().isAfter(due) ? ", missed" : ", met");
        }
        Optional<Instant> likely = Spans.moment(rollout.path("forecast").path("likely"));
        Optional<Instant> late = Spans.moment(rollout.path("forecast").path("late"));
        String verdict =
                due.isBefore(now)
                        ? ", passed"
                        : likely.filter(due::isBefore).isPresent()
                                ? ", likely missed by "
                                        + Spans.of(Duration.between(due, likely.get()))
                                : late.filter(due::isBefore).isPresent() ? ", at risk" : "";
        return Spans.date(due) + verdict;
    }

    /** When it was done, against what was forecast. */
    private static String finished(JsonNode rollout) {
        Optional<Instant> finished = Spans.moment(rollout.path("finishedAt"));
        if (finished.isEmpty()) {
            return "";
        }
        String took =
                Spans.moment(rollout.path("startedAt"))
                        .map(
                                began ->
                                        ", after "
                                                + Spans.of(Duration.between(began, finished.get())))
                        .orElse("");
        return Spans.date(finished.get())
                + took
                + against("first forecast", rollout.path("firstForecast"), finished.get())
                + against("after the canary", rollout.path("canaryForecast"), finished.get());
    }

    private static String against(String name, JsonNode forecast, Instant finished) {
        Optional<Instant> likely = Spans.moment(forecast.path("likely"));
        return likely.map(
                        expected -> {
                            Duration late = Duration.between(expected, finished);
                            return "; %s: %s %s"
                                    .formatted(
                                            name,
                                            Spans.of(late.abs()),
                                            late.isNegative() ? "earlier" : "later");
                        })
                .orElse("");
    }

    private static String throughput(JsonNode rollout) {
        JsonNode rate = rollout.path("throughput");
        return rate.path("racksPerDay").asDouble() > 0
                ? Values.decimal(rate.path("racksPerDay"))
                        + " racks a day, "
                        + megawatts(rate.path("megawattsPerDay"))
                        + " MW a day"
                : "";
    }
}
