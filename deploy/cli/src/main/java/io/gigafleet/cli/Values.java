package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values of answers as people read them; what an answer lacks is a dash. */
final class Values {

    static final String ABSENT = "-";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Values() {}

    static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.asText().isEmpty()
                ? ABSENT
                : value.asText();
    }

    /** Text from outside in one line, without what would drive a terminal. */
    static String clean(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /** A whole number with separators: {@code 1,204}. */
    static String whole(JsonNode value) {
        return number(value, 1, "%,.0f");
    }

    /** Watts as kilowatts with one decimal: {@code 31.2}. */
    static String kilowatts(JsonNode watts) {
        return number(watts, 1e-3, "%,.1f");
    }

    /** One decimal: {@code 48.1}. */
    static String decimal(JsonNode value) {
        return number(value, 1, "%,.1f");
    }

    /** A share between 0 and 1 as per cent: {@code 87}. */
    static String percent(JsonNode share) {
        return number(share, 100, "%.0f");
    }

    /** What part of {@code whole} is used, as per cent; absent if there is no whole. */
    static String percentOf(JsonNode part, JsonNode whole) {
        return part.isNumber() && whole.isNumber() && whole.doubleValue() > 0
                ? format("%.0f", 100 * part.doubleValue() / whole.doubleValue())
                : ABSENT;
    }

    static String yesNo(JsonNode value) {
        return value.isBoolean() ? (value.booleanValue() ? "yes" : "no") : ABSENT;
    }

    /** Two numbers as {@code 3/4}. */
    static String outOf(JsonNode part, JsonNode whole) {
        return whole(part) + "/" + whole(whole);
    }

    /** How long ago an instant was, given as ISO text or as milliseconds since 1970: {@code 3s}. */
    static String age(JsonNode instant, Instant now) {
        try {
            Instant then =
                    instant.isNumber()
                            ? Instant.ofEpochMilli(instant.longValue())
                            : Instant.parse(instant.asText());
            return age(Duration.between(then, now));
        } catch (DateTimeException e) {
            return ABSENT;
        }
    }

    /** A span in its largest unit: {@code 3s}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 2 * 3_600) {
            return seconds / 60 + "m";
        }
        return seconds < 2 * 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static String number(JsonNode value, double factor, String form) {
        return value.isNumber() ? format(form, value.doubleValue() * factor) : ABSENT;
    }

    static String format(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
