package io.gigafleet.cli;

import io.gigafleet.schemas.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** A moment of the command line: {@code 2h} from now, or {@code 2026-03-01T12:00:00Z}. */
sealed interface When {

    /** The moment, if it is {@code now} now. */
    Instant at(Instant now);

    /** Some time from now. */
    record In(Duration duration) implements When {
        @Override
        public Instant at(Instant now) {
            return now.plus(duration);
        }
    }

    /** A moment. */
    record At(Instant instant) implements When {
        @Override
        public Instant at(Instant now) {
            return instant;
        }
    }

    /** The moment of a word. */
    static When of(String word) {
        return duration(word)
                .<When>map(In::new)
                .orElseGet(
                        () -> {
                            try {
                                return new At(OffsetDateTime.parse(word).toInstant());
                            } catch (DateTimeException e) {
                                throw new TypeConversionException(
                                        "'"
                                                + word
                                                + "' is no time; write 90s, 2h, or"
                                                + " 2026-03-01T12:00:00Z");
                            }
                        });
    }

    private static Optional<Duration> duration(String word) {
        if (word.isEmpty() || word.contains("-") || word.contains(":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parse(word));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + word + "' is no time; write 90s, 2h, or 2026-03-01T12:00:00Z");
        }
    }
}
