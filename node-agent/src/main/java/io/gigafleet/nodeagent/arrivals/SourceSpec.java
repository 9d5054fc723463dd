package io.gigafleet.nodeagent.arrivals;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An arrival source as the command line names it: {@code conversation=rate:12} or {@code
 * conversation=trace:FILE}.
 *
 * @param name what services call it in {@code traffic.source}
 */
public record SourceSpec(String name, Kind kind) {

    private static final Pattern FORM =
            Pattern.compile("(?<name>[a-z0-9][a-z0-9-]*)=(?<kind>rate|trace):(?<value>.+)");

    /** Where the requests come from. */
    public sealed interface Kind {
        /** A Poisson process. */
        record Rate(double requestsPerSecond) implements Kind {
            public Rate {
                if (!(requestsPerSecond > 0)) {
                    throw new IllegalArgumentException(
                            "rate " + requestsPerSecond + " must be above 0 requests per second");
                }
            }
        }

        /** A recorded trace. */
        record TraceFile(String file) implements Kind {}
    }

    /**
     * Reads the form of the command line.
     *
     * @throws IllegalArgumentException if the text is neither a rate nor a trace
     */
    public static SourceSpec parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not a source. Write NAME=rate:REQUESTS_PER_SECOND or"
                            + " NAME=trace:FILE");
        }
        String value = match.group("value");
        Kind kind =
                match.group("kind").equals("rate")
                        ? new Kind.Rate(number(text, value))
                        : new Kind.TraceFile(value);
        return new SourceSpec(match.group("name"), kind);
    }

    private static double number(String text, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' in '" + text + "' is not a number of requests per second", e);
        }
    }
}
