package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.MinuteHistory.Span;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.schemas.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters and headers, or says what is wrong with them. */
final class Parameters {

    /** Most items of one answer. */
    static final int MAX_LIMIT = 1_000;

    static final int DEFAULT_LIMIT = 200;

    private static final Duration DEFAULT_SPAN = Duration.ofHours(1);

    private Parameters() {}

    /** {@code limit}: 1 to {@link #MAX_LIMIT}. */
    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw badLimit(text);
        }
        throw badLimit(text);
    }

    private static Refusal badLimit(String text) {
        return Refusal.ofField(
                "limit",
                "'" + text + "' is not a limit",
                "write a whole number from 1 to " + MAX_LIMIT);
    }

    /** {@code true} or {@code false}; left out means false, named without a value means true. */
    static boolean flag(String name, @Nullable String text) {
        if (text == null) {
            return false;
        }
        return switch (text) {
            case "", "true" -> true;
            case "false" -> false;
            default ->
                    throw Refusal.ofField(
                            name, "'" + text + "' is neither true nor false", "write one of them");
        };
    }

    /** One of an enum's words, in either case. */
    static <E extends Enum<E>> Optional<E> word(
            String name, Class<E> words, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        E[] all = words.getEnumConstants();
        return Optional.of(
                Arrays.stream(all)
                        .filter(word -> word.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refusal.ofField(
                                                name,
                                                "there is no '" + text + "'",
                                                "write "
                                                        + Arrays.stream(all)
                                                                .map(Enum::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** A span of time: the hour before {@code to}, and that before now, where they are left out. */
    static Span span(@Nullable String from, @Nullable String to, Instant now) {
        Instant end = time("to", to, now);
        Instant start = time("from", from, end.minus(DEFAULT_SPAN));
        if (!start.isBefore(end)) {
            throw Refusal.ofField(
                    "from", start + " is not before 'to', which is " + end, "swap the two");
        }
        return new Span(start, end);
    }

    /** {@code step}: a duration such as 30s or 5m; empty if left out. */
    static Optional<Duration> step(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration step = Durations.parse(text);
            if (step.isPositive()) {
                return Optional.of(step);
            }
        } catch (IllegalArgumentException e) {
            throw badStep(text);
        }
        throw badStep(text);
    }

    private static Refusal badStep(String text) {
        return Refusal.ofField("step", "'" + text + "' is not a step", "write it as 30s, 5m or 1h");
    }

    private static Instant time(String name, @Nullable String text, Instant orElse) {
        if (text == null) {
            return orElse;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.ofField(
                    name, "'" + text + "' is not a time", "write it as 2026-01-31T12:00:00Z");
        }
    }

    /** The name a cursor stands for; empty for none. */
    static String afterOf(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.ofField(
                    "cursor", "this is no cursor", "send nextCursor of the answer before");
        }
    }

    /** The cursor that continues after a name. */
    static String cursorAfter(String name) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
