package io.gigafleet.bench.policy;

import java.util.Collections;
import java.util.List;

/** One row and a few hours: enough to see what a policy does, and fast. */
final class ShortWeek {

    static final int RACKS = 16;
    static final int HOUR = 3_600;

    private ShortWeek() {}

    /** Hours of the week's mean load, nothing fails. */
    static Week calm(int hours, double oversubscription) {
        return with(hours, oversubscription, 1, List.of());
    }

    /** A load that rises from a fifth of its mean to almost twice of it. */
    static Week rising(int hours, double oversubscription, List<Mishap> mishaps) {
        return with(hours, oversubscription, 9, mishaps);
    }

    private static Week with(
            int hours, double oversubscription, double lastOfFirst, List<Mishap> mishaps) {
        LoadTrace trace =
                new LoadTrace(
                        hours * HOUR / 2,
                        lastOfFirst == 1
                                ? Collections.nCopies(2, 100.0)
                                : List.of(100.0, 100 * lastOfFirst));
        return new Week(RACKS, hours * HOUR, oversubscription, 7, trace, mishaps, 10);
    }
}
