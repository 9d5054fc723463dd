package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.ledger.AlarmRow;
import io.gigafleet.controlplane.safety.GuardAlarm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alarms as they were last committed, and what has to be written of them. An alarm that is gone
 * for {@link #CLEARED_AFTER_MILLIS} stands no longer: one that comes and goes within that is one. A
 * text whose numbers move is written every {@link #TEXT_MILLIS}.
 */
final class AlarmBook {

    static final long CLEARED_AFTER_MILLIS = 5_000;
    static final long TEXT_MILLIS = 10_000;

    private final Map<String, AlarmRow> written = new HashMap<>();
    private final SortedMap<String, Long> seenAtMillis = new TreeMap<>();

    AlarmBook(List<AlarmRow> known, long nowMillis) {
        for (AlarmRow row : known) {
            written.put(row.alarm().key(), row);
            if (row.stands()) {
                seenAtMillis.put(row.alarm().key(), nowMillis);
            }
        }
    }

    static AlarmBook empty() {
        return new AlarmBook(List.of(), 0);
    }

    /** What differs from what was committed, in order of appearance. */
    List<AlarmRow> changes(List<GuardAlarm> standing, long nowMillis) {
        List<AlarmRow> changes = new ArrayList<>();
        for (GuardAlarm alarm : standing) {
            seenAtMillis.put(alarm.key(), nowMillis);
            AlarmRow before = written.get(alarm.key());
            if (before == null || !before.stands()) {
                long count = before == null ? 1 : before.count() + 1;
                changes.add(new AlarmRow(alarm, nowMillis, nowMillis, count, OptionalLong.empty()));
            } else if (before.alarm().severity() != alarm.severity()
                    || (!before.alarm().equals(alarm)
                            && nowMillis - before.lastMillis() >= TEXT_MILLIS)) {
                changes.add(
                        new AlarmRow(
                                alarm,
                                before.sinceMillis(),
                                nowMillis,
                                before.count(),
                                OptionalLong.empty()));
            }
        }
        seenAtMillis.forEach(
                (key, seenMillis) -> {
                    AlarmRow before = written.get(key);
                    if (nowMillis - seenMillis >= CLEARED_AFTER_MILLIS
                            && before != null
                            && before.stands()) {
                        changes.add(
                                new AlarmRow(
                                        before.alarm(),
                                        before.sinceMillis(),
                                        nowMillis,
                                        before.count(),
                                        OptionalLong.of(nowMillis)));
                    }
                });
        return changes;
    }

    /** Whether a change is the beginning of an alarm. */
    boolean isRaised(AlarmRow change) {
        AlarmRow before = written.get(change.alarm().key());
        return change.stands() && (before == null || !before.stands());
    }

    /** Takes over what was committed. */
    void committed(List<AlarmRow> changes) {
        for (AlarmRow row : changes) {
            written.put(row.alarm().key(), row);
            if (!row.stands()) {
                seenAtMillis.remove(row.alarm().key());
            }
        }
    }
}
