package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Racks of a rollout that somebody may have to look at, in words. */
final class RackWork {

    private RackWork() {}

    /** Why a rack is shown, the most pressing first. */
    private enum Urgency {
        INCONCLUSIVE,
        OVERDUE,
        QUARANTINED,
        ACTIVE,
        SETTLED
    }

    /** Those not waiting and not settled well, the most pressing first. */
    static List<JsonNode> shown(JsonNode rollout) {
        return PlantView.items(rollout.path("rackList")).stream()
                .filter(rack -> urgency(rack) != Urgency.SETTLED)
                .sorted(
                        Comparator.comparing(RackWork::urgency)
                                .thenComparing(rack -> rack.path("wave").asInt()))
                .toList();
    }

    /** A line per rack. */
    static String lines(List<JsonNode> racks) {
        return new Table<JsonNode>()
                .words("", rack -> text(rack.path("rack")))
                .words("", RackWork::stage)
                .words("", RackWork::time)
                .words("", RackWork::attempt)
                .words("", RackWork::reason)
                .withoutHeader(racks);
    }

    /** What a rack is at, without what changes by itself. */
    static String state(JsonNode rack) {
        String attempt = attempt(rack);
        return stage(rack) + (attempt.isEmpty() ? "" : ", " + attempt);
    }

    /** Why it is not there yet; for one that waits for its repair, what has to be repaired. */
    static String reason(JsonNode rack) {
        JsonNode ticket = rack.path("ticket");
        String component = ticket.path("component").asText("");
        String why =
                rack.path("work").isObject()
                        ? rack.path("work").path("reason").asText("")
                        : ticket.isObject()
                                ? text(ticket.path("cause"))
                                        + (component.isEmpty() ? "" : " " + component)
                                        + ": "
                                        + text(ticket.path("evidence"))
                                : "";
        return ticket.isObject() ? why + " (ticket " + text(ticket.path("id")) + ")" : why;
    }

    private static Urgency urgency(JsonNode rack) {
        String state = rack.path("state").asText();
        if (state.equals("QUARANTINED")) {
            return Urgency.QUARANTINED;
        }
        if (!state.equals("ACTIVE")) {
            return Urgency.SETTLED;
        }
        if (rack.path("work").path("inconclusive").asBoolean()) {
            return Urgency.INCONCLUSIVE;
        }
        return isOverdue(rack) ? Urgency.OVERDUE : Urgency.ACTIVE;
    }

    private static boolean isOverdue(JsonNode rack) {
        Optional<Duration> elapsed = Spans.read(rack.path("work").path("elapsed"));
        Optional<Duration> sla = Spans.read(rack.path("work").path("sla"));
        return elapsed.isPresent() && sla.isPresent() && elapsed.get().compareTo(sla.get()) > 0;
    }

    /** The stage it is to reach, or where it stands. */
    private static String stage(JsonNode rack) {
        JsonNode work = rack.path("work");
        return switch (urgency(rack)) {
            case QUARANTINED -> "QUARANTINED";
            case INCONCLUSIVE -> text(work.path("stage")) + " inconclusive";
            case OVERDUE, ACTIVE, SETTLED ->
                    text(work.isObject() ? work.path("stage") : rack.path("stage"));
        };
    }

    private static String time(JsonNode rack) {
        JsonNode work = rack.path("work");
        if (!work.isObject()) {
            return "";
        }
        String elapsed = Spans.of(work.path("elapsed"));
        if (!work.path("askedAt").isTextual()) {
            return "waits " + elapsed;
        }
        return elapsed + " of " + Spans.of(work.path("sla")) + (isOverdue(rack) ? ", overdue" : "");
    }

    private static String attempt(JsonNode rack) {
        JsonNode attempt = rack.path("work").path("attempt");
        return attempt.isNumber() ? "attempt " + attempt.asInt() : "";
    }
}
