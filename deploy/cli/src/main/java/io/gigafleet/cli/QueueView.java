package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Replicas that wait for a place: who is first, why, and whether waiting helps. */
final class QueueView {

    private QueueView() {}

    static String table(Iterable<JsonNode> queue, Instant now) {
        return new Table<JsonNode>()
                .numbers("POSITION", entry -> text(entry.path("position")))
                .words("SERVICE", entry -> text(entry.path("service")))
                .numbers("PRIO", entry -> text(entry.path("priority")))
                .numbers("WAITING", entry -> Values.whole(entry.path("replicas")))
                .words("SHAPE", entry -> text(entry.path("shape")))
                .words("REASON", entry -> text(entry.path("reason")))
                .words("VERDICT", QueueView::verdict)
                .numbers("AGE", entry -> Values.age(entry.path("since"), now))
                .numbers("AHEAD", entry -> Values.whole(entry.path("ahead").path("replicas")))
                .words("MESSAGE", entry -> text(entry.path("message")))
                .of(queue);
    }

    /** The places of one service in the queue in full; empty if it does not wait. */
    static String describe(JsonNode queue, Instant now) {
        StringBuilder text = new StringBuilder();
        for (JsonNode entry : queue) {
            text.append(
                            "%s of %s: %s for %s, %s\n"
                                    .formatted(
                                            replicas(entry.path("replicas").asInt()),
                                            text(entry.path("shape")),
                                            text(entry.path("reason")),
                                            Values.age(entry.path("since"), now),
                                            verdict(entry)))
                    .append(line(text(entry.path("message"))))
                    .append(line(nearest(entry)))
                    .append(line(funnel(entry.path("funnel"))))
                    .append(line("position " + text(entry.path("position")) + ahead(entry)));
        }
        return text.toString();
    }

    private static String replicas(int count) {
        return count == 1 ? "1 replica" : count + " replicas";
    }

    private static String line(String words) {
        return words.isEmpty() || words.equals(Values.ABSENT)
                ? ""
                : "  " + Values.clean(words) + "\n";
    }

    private static String verdict(JsonNode entry) {
        if (entry.path("verdict").asText().equals("NEVER")) {
            return "never: waiting does not help";
        }
        JsonNode millis = entry.path("nextTryMillis");
        return "not now" + (millis.isNumber() ? ", next try within " + millis + " ms" : "");
    }

    private static String nearest(JsonNode entry) {
        String fit = entry.path("nearestFit").asText();
        return fit.isEmpty() ? "" : "nearest fit: " + fit;
    }

    /** {@code 8 racks considered; rejected: 2 readiness, 6 power}. */
    private static String funnel(JsonNode funnel) {
        List<String> rejected = new ArrayList<>();
        funnel.properties()
                .forEach(
                        filter -> {
                            if (!filter.getKey().equals("considered")) {
                                rejected.add(
                                        filter.getValue().asText()
                                                + " by "
                                                + filter.getKey().toLowerCase(Locale.ROOT));
                            }
                        });
        return funnel.has("considered")
                ? funnel.path("considered").asText()
                        + " racks considered"
                        + (rejected.isEmpty() ? "" : "; rejected: " + String.join(", ", rejected))
                : "";
    }

    private static String ahead(JsonNode entry) {
        JsonNode ahead = entry.path("ahead");
        if (ahead.path("replicas").asInt() == 0) {
            return ", nobody is ahead";
        }
        List<String> services = new ArrayList<>();
        ahead.path("services").forEach(service -> services.add(service.asText()));
        return ", behind "
                + replicas(ahead.path("replicas").asInt())
                + " of "
                + String.join(", ", services);
    }
}
