package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.PlacementHistory.Before;
import io.gigafleet.controlplane.ledger.PlacementHistory.Event;
import io.gigafleet.controlplane.ledger.PlacementHistory.Step;
import io.gigafleet.controlplane.operator.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a reading of the placement history goes on. */
final class HistoryCursor {

    private static final int PARTS = 3;

    private HistoryCursor() {}

    /**
     * What a cursor stands for; the newest event for none.
     *
     * @throws Refusal if it is no cursor of ours
     */
    static Before read(@Nullable String cursor) {
        String text = Parameters.afterOf(cursor);
        if (text.isEmpty()) {
            return Before.NOTHING;
        }
        String[] parts = text.split(" ", PARTS);
        try {
            if (parts.length == PARTS) {
                return new Before(Instant.parse(parts[0]), parts[2], Step.valueOf(parts[1]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw notOurs();
        }
        throw notOurs();
    }

    /** The cursor that continues after an event. */
    static String after(Event event) {
        return Parameters.cursorAfter(
                event.at() + " " + event.step().name() + " " + event.replica());
    }

    private static Refusal notOurs() {
        return Refusal.ofField(
                "cursor", "this is no cursor", "send nextCursor of the answer before");
    }
}
