package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads moments of requests: ISO 8601, or seconds or milliseconds since 1970. */
final class TimeField {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    /** Beyond it a number means milliseconds: as seconds it would be in the year 5138. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private TimeField() {}

    /**
     * The moment; empty if the field was left out.
     *
     * @throws Refusal if it can't be read
     */
    static Optional<Instant> read(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            if (DIGITS.matcher(text).matches()) {
                long number = Long.parseLong(text);
                return Optional.of(
                        number < MOST_SECONDS
                                ? Instant.ofEpochSecond(number)
                                : Instant.ofEpochMilli(number));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw Refusal.ofField(
                    name,
                    "'" + text + "' is not a time",
                    "write it as 2026-01-31T12:00:00Z, or as seconds since 1970");
        }
    }

    /**
     * The moment.
     *
     * @throws Refusal if it was left out or can't be read
     */
    static Instant required(String name, @Nullable String text) {
        return read(name, text)
                .orElseThrow(
                        () ->
                                Refusal.ofField(
                                        name,
                                        "it is missing",
                                        "write it as 2026-01-31T12:00:00Z, or as seconds since"
                                                + " 1970"));
    }
}
