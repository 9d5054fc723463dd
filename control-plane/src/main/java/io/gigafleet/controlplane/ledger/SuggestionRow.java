package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Suggestion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A suggestion as the leader writes it. What operators say of it is theirs and stays.
 *
 * @param id names this time that it stands
 * @param overMillis empty: it stands
 */
public record SuggestionRow(
        String id, Suggestion suggestion, long sinceMillis, OptionalLong overMillis) {

    static final String STANDING =
            """
            select id, automation, action, subject, numbers, since from safety_suggestion
             where over_at is null
            """;

    private static final String END =
            "update safety_suggestion set over_at = ?, revision = ? where id = ? and over_at is"
                    + " null";
    private static final String BEGIN =
            """
            insert into safety_suggestion (id, automation, action, subject, numbers, since, revision)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    /** Approvals end with what they approve: whoever read them reads again. */
    private static final String READ_AGAIN = "update ledger_head set safety_revision = ?";

    /** Whether it stands. */
    public boolean stands() {
        return overMillis.isEmpty();
    }

    static SuggestionRow read(ResultSet row) throws SQLException {
        Timestamp since = Objects.requireNonNull(row.getTimestamp(6), "since");
        return new SuggestionRow(
                row.getString(1),
                new Suggestion(
                        Automation.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                since.getTime(),
                OptionalLong.empty());
    }

    /** Ends some first: one that begins anew in the same moment has a row of its own. */
    static void write(Connection connection, long revision, List<SuggestionRow> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (RowBatch ends = new RowBatch(connection, END);
                RowBatch begins = new RowBatch(connection, BEGIN)) {
            for (SuggestionRow row : rows) {
                if (row.stands()) {
                    begins.text(row.id())
                            .text(row.suggestion().automation().name())
                            .text(row.suggestion().action())
                            .text(row.suggestion().subject())
                            .text(row.suggestion().numbers())
                            .moment(row.sinceMillis())
                            .number(revision)
                            .add();
                } else {
                    ends.moment(row.overMillis()).number(revision).text(row.id()).add();
                }
            }
            ends.send();
            begins.send();
        }
        try (PreparedStatement head = connection.prepareStatement(READ_AGAIN)) {
            head.setLong(1, revision);
            head.executeUpdate();
        }
    }
}
