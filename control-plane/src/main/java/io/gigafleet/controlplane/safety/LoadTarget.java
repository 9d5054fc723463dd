package io.gigafleet.controlplane.safety;

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
}
