package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.ledger.SuggestionRow;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The suggestions as they were last committed, and what has to be written of them. One keeps its id
 * as long as it stands, also when another leads; a new leader lets those it finds stand for {@link
 * #GRACE_MILLIS}, until its own guard has seen enough.
 */
final class SuggestionBook {

    static final long GRACE_MILLIS = 20_000;

    private final Map<Key, SuggestionRow> written = new TreeMap<>();
    private final long loadedAtMillis;
    private final long epoch;
    private long begun;

    private record Key(Automation automation, String subject) implements Comparable<Key> {

        static Key of(Suggestion suggestion) {
            return new Key(suggestion.automation(), suggestion.subject());
        }

        @Override
        public int compareTo(Key other) {
            int byAutomation = automation.compareTo(other.automation);
            return byAutomation != 0 ? byAutomation : subject.compareTo(other.subject);
        }
    }

    /**
     * The book of a leader.
     *
     * @param known that stand by what was committed last
     * @param epoch of the leader's term: no other gives the same ids
     */
    SuggestionBook(List<SuggestionRow> known, long epoch, long nowMillis) {
        known.forEach(row -> written.put(Key.of(row.suggestion()), row));
        this.epoch = epoch;
        this.loadedAtMillis = nowMillis;
    }

    /** What differs from what was committed: those that are over, then those that begin. */
    List<SuggestionRow> changes(List<Suggestion> standing, long nowMillis) {
        Set<Key> now = new HashSet<>();
        standing.forEach(suggestion -> now.add(Key.of(suggestion)));
        List<SuggestionRow> changes = new ArrayList<>();
        if (nowMillis - loadedAtMillis >= GRACE_MILLIS) {
            written.forEach(
                    (key, row) -> {
                        if (!now.contains(key)) {
                            changes.add(
                                    new SuggestionRow(
                                            row.id(),
                                            row.suggestion(),
                                            row.sinceMillis(),
                                            OptionalLong.of(nowMillis)));
                        }
                    });
        }
        int room = Suggestion.MOST_STANDING - written.size() + changes.size();
        for (Suggestion suggestion : standing) {
            if (room > 0 && !written.containsKey(Key.of(suggestion))) {
                room--;
                begun++;
                changes.add(
                        new SuggestionRow(
                                "s" + epoch + "-" + begun,
                                suggestion,
                                nowMillis,
                                OptionalLong.empty()));
            }
        }
        return changes;
    }

    /** Takes over what was committed. */
    void committed(List<SuggestionRow> changes) {
        Map<Key, SuggestionRow> begun = new HashMap<>();
        for (SuggestionRow row : changes) {
            Key key = Key.of(row.suggestion());
            if (row.stands()) {
                begun.put(key, row);
            } else {
                written.remove(key);
            }
        }
        written.putAll(begun);
    }
}
