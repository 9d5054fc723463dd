package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * A few past readings of one rack, far enough apart to be cheap and near enough to answer what
 * happened in the last minute: since counters are cumulative, the difference of two readings is
 * exact whatever came between them.
 *
 * @param readings oldest first
 */
record ReadingHistory(List<RackReading> readings) {

    /** What "the last minute" is made of. */
    static final long WINDOW_MILLIS = 60_000;

    /** Kept readings lie at least this far apart, so that a window has 60 to 80 s. */
    static final long SPACING_MILLIS = 20_000;

    static final ReadingHistory EMPTY = new ReadingHistory(List.of());

    ReadingHistory {
        readings = List.copyOf(readings);
    }

    /** The history after one more reading. */
    ReadingHistory then(RackReading reading) {
        long now = reading.appendedAtMillis();
        if (!readings.isEmpty() && now - readings.getLast().appendedAtMillis() < SPACING_MILLIS) {
            return this;
        }
        List<RackReading> kept = new ArrayList<>(readings);
        kept.removeIf(old -> now - old.appendedAtMillis() > WINDOW_MILLIS + SPACING_MILLIS);
        kept.add(reading);
        return new ReadingHistory(kept);
    }

    /** What happened from about a minute before the latest reading up to it. */
    ReadingDelta windowUpTo(RackReading latest) {
        int begin = 0;
        while (begin + 1 < readings.size()
                && latest.appendedAtMillis() - readings.get(begin + 1).appendedAtMillis()
                        >= WINDOW_MILLIS) {
            begin++;
        }
        return readings.isEmpty() || readings.get(begin).stamp().equals(latest.stamp())
                ? ReadingDelta.NONE
                : ReadingDelta.between(readings.get(begin), latest);
    }
}
