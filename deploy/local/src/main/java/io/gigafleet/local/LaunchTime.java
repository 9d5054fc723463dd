package io.gigafleet.local;

import java.time.Instant;

/** When the person pressed Enter, which is before this JVM started. */
final class LaunchTime {

    /**
     * System property with the launcher's start in milliseconds since 1970, if its shell can tell.
     */
    static final String PROPERTY = "gigafleet.launchedAtMillis";

    private LaunchTime() {}

    /** On the scale of {@link System#nanoTime}. */
    static long nanos() {
        long now = System.currentTimeMillis();
        long launched =
                Long.getLong(
                        PROPERTY,
                        ProcessHandle.current()
                                .info()
                                .startInstant()
                                .map(Instant::toEpochMilli)
                                .orElse(now));
        return System.nanoTime() - Math.max(0, now - launched) * 1_000_000;
    }
}
