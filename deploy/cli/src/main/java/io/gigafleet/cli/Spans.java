package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Durations and moments of answers, as people read them; what an answer lacks is a dash. */
final class Spans {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private Spans() {}

    /** An ISO duration in short: {@code 42s}, {@code 4m}, {@code 6h 2m}, {@code 3d 4h}. */
    static String of(JsonNode duration) {
        return read(duration).map(Spans::of).orElse(Values.ABSENT);
    }

    static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m";
        }
        if (seconds < 86_400) {
            return two(seconds / 3_600, "h", seconds / 60 % 60, "m");
        }
        return two(seconds / 86_400, "d", seconds / 3_600 % 24, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    /** The duration a text stands for; empty if it stands for none. */
    static Optional<Duration> read(JsonNode duration) {
        try {
            return duration.isTextual()
                    ? Optional.of(Duration.parse(duration.asText()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The moment a text stands for; empty if it stands for none. */
    static Optional<Instant> moment(JsonNode instant) {
        try {
            return instant.isTextual()
                    ? Optional.of(Instant.parse(instant.asText()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 2026-03-01 03:00:00Z}. */
    static String date(Instant moment) {
        return MOMENT.format(moment);
    }

    /** {@code 03:00:00}, UTC. */
    static String time(Instant moment) {
        return TIME.format(moment);
    }
}
