package io.gigafleet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The control plane refused a request with a problem (RFC 9457). */
final class Refused extends CommandFailure {

    private static final long serialVersionUID = 1;

    private final transient JsonNode problem;
    private final String source;

    private Refused(int status, JsonNode problem, String source, String message) {
        super(exitCode(status), message);
        this.problem = problem;
        this.source = source;
    }

    /**
     * The refusal that an answer means.
     *
     * @param body what should be a problem in JSON
     * @param retryAfterSeconds when to try again, as the server wrote it; empty: it did not
     * @param source what to call the text that was sent, such as its file's name
     */
    static Refused with(int status, String body, String retryAfterSeconds, String source) {
        JsonNode problem = parsed(body);
        return new Refused(status, problem, source, message(status, problem, retryAfterSeconds));
    }

    private static ExitCode exitCode(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.DENIED;
            case 404 -> ExitCode.NOT_FOUND;
            case 409, 412 -> ExitCode.CONFLICT;
            case 408, 504 -> ExitCode.TIMEOUT;
            default -> ExitCode.ERROR;
        };
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }

    private static String message(int status, JsonNode problem, String retryAfterSeconds) {
        String title = problem.path("title").asText("the control plane answered " + status);
        String detail = problem.path("detail").asText();
        String retry =
                retryAfterSeconds.isEmpty() ? "" : "; try again in " + retryAfterSeconds + " s";
        return title + (detail.isEmpty() ? "" : ": " + withoutStop(detail, retry)) + retry;
    }

    private static String withoutStop(String detail, String next) {
        return !next.isEmpty() && detail.endsWith(".")
                ? detail.substring(0, detail.length() - 1)
                : detail;
    }

    /** Each fault in a line of its own, as a compiler prints it, then what it comes to. */
    @Override
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (JsonNode fault : problem.path("problems")) {
            lines.add(line(fault));
        }
        lines.addAll(super.lines());
        return lines;
    }

    private String line(JsonNode fault) {
        int line = fault.path("line").asInt();
        String place =
                line == 0 ? "" : source + ":" + line + ":" + fault.path("column").asInt() + " ";
        String field = fault.path("field").asText();
        String hint = fault.path("hint").asText();
        return place
                + (field.isEmpty() ? "" : field + ": ")
                + fault.path("message").asText()
                + (hint.isEmpty() ? "" : "; " + hint);
    }
}
