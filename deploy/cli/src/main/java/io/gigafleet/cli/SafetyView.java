package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** What the guard may do, did, and wants people to know. */
final class SafetyView {

    private SafetyView() {}

    static String modes(List<JsonNode> scopes, Instant now) {
        return new Table<JsonNode>()
                .words("SCOPE", scope -> text(scope.path("scope")))
                .words("POWER", scope -> mode(scope, "power"))
                .words("HEAT", scope -> mode(scope, "heat"))
                .words("LEAK", scope -> mode(scope, "leak"))
                .words("HEALTH", scope -> mode(scope, "health"))
                .words("LOAD-TARGET", scope -> mode(scope, "load-target"))
                .words("HELD", scope -> held(scope, now))
                .of(scopes);
    }

    private static String mode(JsonNode scope, String automation) {
        return text(scope.path("modes").path(automation));
    }

    private static String held(JsonNode scope, Instant now) {
        return scope.path("held").asBoolean()
                ? "by "
                        + text(scope.path("heldBy"))
                        + " for "
                        + Values.age(scope.path("heldAt"), now)
                        + ": "
                        + text(scope.path("holdReason"))
                : "no";
    }

    static String acts(List<JsonNode> acts, Instant now) {
        return acts.isEmpty()
                ? "the guard has not acted\n"
                : new Table<JsonNode>()
                        .numbers("AGE", act -> Values.age(act.path("at"), now))
                        .words(
                                "ACT",
                                act ->
                                        (act.path("done").asBoolean() ? "" : "would ")
                                                + text(act.path("action")))
                        .words("SUBJECT", act -> text(act.path("subject")))
                        .words("WHY", act -> text(act.path("detail")))
                        .of(acts);
    }

    /** What may be approved; ids first, to be copied. */
    static String suggestions(List<JsonNode> suggestions, Instant now) {
        return suggestions.isEmpty()
                ? "the guard suggests nothing\n"
                : new Table<JsonNode>()
                        .words("ID", it -> text(it.path("id")))
                        .numbers("SINCE", it -> Values.age(it.path("since"), now))
                        .words("WOULD", it -> text(it.path("action")))
                        .words("SUBJECT", it -> text(it.path("subject")))
                        .words("APPROVED", it -> approval(it, now))
                        .words(
                                "WHY",
                                it -> text(it.path("automation")) + ": " + text(it.path("numbers")))
                        .of(suggestions);
    }

    private static String approval(JsonNode suggestion, Instant now) {
        return suggestion.path("approvedBy").isTextual()
                ? "by "
                        + suggestion.path("approvedBy").asText()
                        + " until "
                        + LoadTargetView.moment(suggestion.path("approvedUntil"), now)
                : "no";
    }

    /** Alarms, the worst first as the plane lists them; keys last, to be copied. */
    static String alarms(List<JsonNode> alarms, Instant now) {
        return alarms.isEmpty()
                ? "no alarms\n"
                : new Table<JsonNode>()
                        .words("SEVERITY", alarm -> text(alarm.path("severity")))
                        .numbers("SINCE", alarm -> Values.age(alarm.path("since"), now))
                        .numbers("TIMES", alarm -> Values.whole(alarm.path("count")))
                        .words("STATE", SafetyView::state)
                        .words("KEY", alarm -> text(alarm.path("key")))
                        .words("TEXT", alarm -> text(alarm.path("text")))
                        .of(alarms);
    }

    private static String state(JsonNode alarm) {
        if (!alarm.path("standing").asBoolean()) {
            return "over";
        }
        if (alarm.path("silencedBy").isTextual()) {
            return "silent (" + alarm.path("silencedBy").asText() + ")";
        }
        return alarm.path("acknowledgedBy").isTextual()
                ? "seen by " + alarm.path("acknowledgedBy").asText()
                : "NEW";
    }

    static String windows(List<JsonNode> windows, Instant now) {
        return windows.isEmpty()
                ? "no maintenance windows\n"
                : new Table<JsonNode>()
                        .words("WINDOW", window -> text(window.path("id")))
                        .words("SCOPE", window -> text(window.path("scope")))
                        .words("ON", window -> Values.yesNo(window.path("on")))
                        .words("FROM", window -> LoadTargetView.moment(window.path("from"), now))
                        .words("UNTIL", window -> LoadTargetView.moment(window.path("until"), now))
                        .words("SET BY", window -> text(window.path("setBy")))
                        .words("REASON", window -> text(window.path("reason")))
                        .of(windows);
    }
}
