package io.gigafleet.controlplane.operator.answer;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Moments of answers: null for what has not happened. */
final class Moments {

    private Moments() {}

    static @Nullable Instant of(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
    }
}
