package io.gigafleet.controlplane.operator.answer;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Durations of answers: ISO 8601 in whole seconds, as {@code PT6H2M}. */
final class IsoDuration {

    private IsoDuration() {}

    static String of(Duration duration) {
        return duration.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String ofMillis(long millis) {
        return of(Duration.ofMillis(millis));
    }

    static @Nullable String ofMillis(OptionalLong millis) {
        return millis.isPresent() ? ofMillis(millis.getAsLong()) : null;
    }
}
