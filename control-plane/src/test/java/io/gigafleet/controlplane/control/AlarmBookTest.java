package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.ledger.AlarmRow;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmBookTest {

    private final AlarmBook book = AlarmBook.empty();

    private static GuardAlarm alarm(Severity severity, String text) {
        return new GuardAlarm("leak rack/r1", severity, "rack/r1", text);
    }

    private static final GuardAlarm LEAK = alarm(Severity.WARNING, "one tray leaks");

    private List<AlarmRow> commit(List<GuardAlarm> standing, long nowMillis) {
        List<AlarmRow> changes = book.changes(standing, nowMillis);
        book.committed(changes);
        return changes;
    }

    @Test
    void alarmOfOneKeyIsWrittenOnce() {
        assertThat(commit(List.of(LEAK), 0)).singleElement().matches(AlarmRow::stands);
        assertThat(commit(List.of(LEAK), 100)).isEmpty();
    }

    @Test
    void alarmThatComesAndGoesWithinSecondsIsOne() {
        commit(List.of(LEAK), 0);

        assertThat(commit(List.of(), AlarmBook.CLEARED_AFTER_MILLIS - 1)).isEmpty();
        assertThat(commit(List.of(LEAK), AlarmBook.CLEARED_AFTER_MILLIS)).isEmpty();
    }

    @Test
    void alarmRaisedAgainCountsUp() {
        commit(List.of(LEAK), 0);
        assertThat(commit(List.of(), AlarmBook.CLEARED_AFTER_MILLIS))
                .singleElement()
                .matches(row -> !row.stands());

        List<AlarmRow> again = book.changes(List.of(LEAK), 60_000);

        assertThat(again).singleElement().matches(book::isRaised);
        assertThat(again.getFirst().count()).isEqualTo(2);
        assertThat(again.getFirst().sinceMillis()).isEqualTo(60_000);
    }

    @Test
    void movingNumbersAreWrittenNowAndThen() {
        commit(List.of(LEAK), 0);
        GuardAlarm moved = alarm(Severity.WARNING, "one tray leaks, 12 l/min");

        assertThat(commit(List.of(moved), AlarmBook.TEXT_MILLIS - 1)).isEmpty();
        assertThat(book.changes(List.of(moved), AlarmBook.TEXT_MILLIS))
                .singleElement()
                .matches(row -> !book.isRaised(row));
    }

    @Test
    void worseSeverityIsWrittenAtOnce() {
        commit(List.of(LEAK), 0);

        assertThat(commit(List.of(alarm(Severity.CRITICAL, "two trays leak")), 1)).hasSize(1);
    }

    @Test
    void newLeaderGivesStandingAlarmsTimeToBeSeen() {
        List<AlarmRow> known = commit(List.of(LEAK), 0);
        AlarmBook next = new AlarmBook(known, 60_000);

        assertThat(next.changes(List.of(), 60_000 + AlarmBook.CLEARED_AFTER_MILLIS - 1)).isEmpty();
        assertThat(next.changes(List.of(), 60_000 + AlarmBook.CLEARED_AFTER_MILLIS)).hasSize(1);
    }
}
