package io.gigafleet.controlplane.archfixture.placement;

import java.time.Clock;
import java.time.Instant;

/** Breaks the rule that a pure package reads no clock. */
public final class PlacerWithClock {

    public long age(Clock clock) {
        return Instant.now().toEpochMilli() - clock.millis() + System.nanoTime();
    }
}
