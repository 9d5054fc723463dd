package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An alarm as the leader writes it. What operators say of one is theirs, and stays, except that an
 * acknowledgement ends when the alarm is raised again.
 *
 * @param sinceMillis when it was last raised
 * @param lastMillis when it was last written
 * @param count how often it was raised
 * @param clearedAtMillis empty: it stands
 */
public record AlarmRow(
        GuardAlarm alarm,
        long sinceMillis,
        long lastMillis,
        long count,
        OptionalLong clearedAtMillis) {

    static final String SELECT =
            "select key, severity, subject, text, since, last_at, count, cleared_at from alarm";

    private static final String WRITE =
            """
            insert into alarm (key, severity, subject, text, since, last_at, count, cleared_at, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do update
               set severity = excluded.severity, subject = excluded.subject, text = excluded.text,
                   since = excluded.since, last_at = excluded.last_at, count = excluded.count,
                   cleared_at = excluded.cleared_at, revision = excluded.revision,
                   acknowledged_by = case when excluded.count = alarm.count
                                          then alarm.acknowledged_by end,
                   acknowledged_at = case when excluded.count = alarm.count
                                          then alarm.acknowledged_at end
            """;

    /** Whether it stands. */
    public boolean stands() {
        return clearedAtMillis.isEmpty();
    }

    static AlarmRow read(ResultSet row) throws SQLException {
        Timestamp cleared = row.getTimestamp(8);
        return new AlarmRow(
                new GuardAlarm(
                        row.getString(1),
                        Severity.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4)),
                Objects.requireNonNull(row.getTimestamp(5)).getTime(),
                Objects.requireNonNull(row.getTimestamp(6)).getTime(),
                row.getLong(7),
                cleared == null ? OptionalLong.empty() : OptionalLong.of(cleared.getTime()));
    }

    static void write(Connection connection, long revision, List<AlarmRow> alarms)
            throws SQLException {
        if (alarms.isEmpty()) {
            return;
        }
        try (RowBatch batch = new RowBatch(connection, WRITE)) {
            for (AlarmRow row : alarms) {
                batch.text(row.alarm().key())
                        .text(row.alarm().severity().name())
                        .text(row.alarm().subject())
                        .text(row.alarm().text())
                        .moment(row.sinceMillis())
                        .moment(row.lastMillis())
                        .number(row.count())
                        .moment(row.clearedAtMillis())
                        .number(revision)
                        .add();
            }
            batch.send();
        }
    }
}
