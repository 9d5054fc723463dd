package io.gigafleet.controlplane.safety;

import java.time.Duration;
import java.time.Instant;

/**
 * What the site shall draw at most for a while, at the utility's or an operator's wish.
 *
 * @param id names it, so that the same wish is not taken twice
 * @param watts at the site's meter
 * @param fromMillis when it begins, epoch milliseconds
 * @param untilMillis when it ends
 * @param deadlineMillis when it has to be met, between the two
 */
public record LoadTarget(
        String id, long watts, long fromMillis, long untilMillis, long deadlineMillis) {

    public LoadTarget {
        if (watts <= 0) {
            throw new IllegalArgumentException("watts is " + watts + ": it must be above 0");
        }
        if (untilMillis <= fromMillis
                || deadlineMillis < fromMillis
                || deadlineMillis > untilMillis) {
            throw new IllegalArgumentException(
                    "from %d, deadline %d and until %d must come in this order, and until after from"
                            .formatted(fromMillis, deadlineMillis, untilMillis));
        }
    }

    /** How long after its beginning a target has to be met where nobody says. */
    public static final Duration USUAL_DEADLINE = Duration.ofMinutes(1);

    /** When a target has to be met where nobody says. */
    public static Instant deadlineOf(Instant from, Instant until) {
        Instant usual = from.plus(USUAL_DEADLINE);
        return usual.isBefore(until) ? usual : until;
    }
}
