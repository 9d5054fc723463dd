package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What would happen, as tables. */
final class SimulationView {

    /** Most steps that are shown; {@code -o json} has more. */
    private static final int MAX_STEPS = 40;

    private SimulationView() {}

    static String of(JsonNode answer) {
        List<JsonNode> services = PlantView.items(answer.path("services"));
        List<JsonNode> steps = PlantView.items(answer.path("steps"));
        Sheet sheet =
                new Sheet()
                        .section("services", services.isEmpty() ? "" : services(services))
                        .section("without a place", refused(services))
                        .section("replicas", steps(steps, answer.path("stepsLeftOut").asInt()))
                        .section("power", headroom(answer.path("domains"), "DOMAIN"))
                        .section("cooling", headroom(answer.path("loops"), "LOOP"));
        String text = sheet.toString();
        return (text.isEmpty() ? "nothing would change\n" : text)
                + (answer.path("settled").asBoolean(true)
                        ? ""
                        : "\nmore would follow than was looked at\n");
    }

    private static String services(List<JsonNode> services) {
        return new Table<JsonNode>()
                .words("SERVICE", service -> text(service.path("service")))
                .numbers("WANTED", service -> Values.whole(service.path("wanted")))
                .numbers("HELD", service -> Values.whole(service.path("held")))
                .numbers("PLACED", service -> Values.whole(service.path("placed")))
                .numbers("MOVED", service -> Values.whole(service.path("moved")))
                .numbers("PREEMPTED", service -> Values.whole(service.path("preempted")))
                .numbers("REFUSED", service -> Values.whole(service.path("refused")))
                .numbers("ANYWAY", service -> Values.whole(service.path("refusedAnyway")))
                .of(services);
    }

    private static String refused(List<JsonNode> services) {
        StringBuilder text = new StringBuilder();
        for (JsonNode service : services) {
            for (JsonNode reason : service.path("reasons")) {
                text.append(
                        "%s: %s × %s, %s\n  %s\n"
                                .formatted(
                                        text(service.path("service")),
                                        reason.path("replicas").asText(),
                                        text(reason.path("reason")),
                                        reason.path("verdict").asText().equals("NEVER")
                                                ? "never"
                                                : "not now",
                                        Values.clean(text(reason.path("message")))));
                String nearest = reason.path("nearestFit").asText();
                if (!nearest.isEmpty()) {
                    text.append("  nearest fit: ").append(Values.clean(nearest)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String steps(List<JsonNode> steps, int leftOut) {
        if (steps.isEmpty()) {
            return "";
        }
        int more = leftOut + Math.max(0, steps.size() - MAX_STEPS);
        return new Table<JsonNode>()
                        .words("STEP", step -> text(step.path("step")))
                        .words("SERVICE", step -> text(step.path("service")))
                        .numbers("SLOT", step -> text(step.path("slot")))
                        .numbers("PART", step -> text(step.path("part")))
                        .words("FROM", step -> text(step.path("fromRack")))
                        .words("TO", step -> text(step.path("toRack")))
                        .numbers("ACCELERATORS", step -> text(step.path("accelerators")))
                        .of(steps.subList(0, Math.min(MAX_STEPS, steps.size())))
                + (more > 0 ? "and " + more + " more; -o json lists a thousand\n" : "");
    }

    /** Only what differs. */
    private static String headroom(JsonNode limits, String what) {
        List<JsonNode> changed = new ArrayList<>();
        for (JsonNode limit : limits) {
            if (limit.path("committedBeforeWatts").asLong()
                            != limit.path("committedAfterWatts").asLong()
                    || limit.path("budgetBeforeWatts").asLong()
                            != limit.path("budgetAfterWatts").asLong()) {
                changed.add(limit);
            }
        }
        return changed.isEmpty()
                ? ""
                : new Table<JsonNode>()
                        .words(what, limit -> text(limit.path("name")))
                        .numbers("BUDGET kW", limit -> kilowatts(limit, "budgetBefore"))
                        .numbers("THEN", limit -> kilowatts(limit, "budgetAfter"))
                        .numbers("COMMITTED kW", limit -> kilowatts(limit, "committedBefore"))
                        .numbers("THEN", limit -> kilowatts(limit, "committedAfter"))
                        .numbers("HEADROOM kW", limit -> kilowatts(limit, "headroomBefore"))
                        .numbers("THEN", limit -> kilowatts(limit, "headroomAfter"))
                        .of(changed);
    }

    private static String kilowatts(JsonNode limit, String what) {
        return Values.kilowatts(limit.path(what + "Watts"));
    }
}
