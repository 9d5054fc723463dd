package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.SafetyOrders.ScopeOrder;
import io.gigafleet.controlplane.safety.Approval;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.LoadTarget;
import io.gigafleet.controlplane.safety.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** Reads what operators and the grid want of the guard. */
@ApplicationScoped
public class SafetyReader {

    private static final String REVISION = "select safety_revision from ledger_head";
    private static final String SCOPES =
            "select scope, held, power, heat, leak, health, load_target from safety_scope order by"
                    + " scope";
    private static final String APPROVALS =
            """
            select automation, subject, approved_until, approved_by from safety_suggestion
             where over_at is null and approved_until > now() order by automation, subject
            """;
    private static final String TARGETS =
            """
            select id, watts, from_at, until_at, deadline_at from load_target
             where cleared_at is null and until_at > now() order by from_at, id
            """;
    private static final String WINDOWS =
            """
            select id, scope, from_at, until_at, actor, reason from maintenance_window
             where until_at > now() order by from_at, id
            """;
    private static final String SILENCES =
            "select key, silenced_until from alarm where silenced_until > now()";

    /** The columns of a scope's modes begin here, in the order of the automations. */
    private static final int FIRST_MODE = 3;

    private final DataSource database;

    public SafetyReader(DataSource database) {
        this.database = database;
    }

    /** The same if nothing has changed, or what is wanted now. */
    public SafetyOrders readAfter(SafetyOrders known) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long revision = Rows.of(connection, REVISION, row -> row.getLong(1)).getFirst();
            if (revision == known.revision()) {
                return known;
            }
            Map<String, Long> silences = new HashMap<>();
            Rows.each(connection, SILENCES, row -> silences.put(row.getString(1), millis(row, 2)));
            return new SafetyOrders(
                    revision,
                    Rows.of(connection, SCOPES, SafetyReader::scope),
                    Rows.of(connection, APPROVALS, SafetyReader::approval),
                    Rows.of(connection, TARGETS, SafetyReader::target),
                    Rows.of(connection, WINDOWS, SafetyReader::window),
                    silences);
        }
    }

    private static ScopeOrder scope(ResultSet row) throws SQLException {
        Map<Automation, Mode> modes = new EnumMap<>(Automation.class);
        for (Automation automation : Automation.values()) {
            String mode = row.getString(FIRST_MODE + automation.ordinal());
            if (mode != null) {
                modes.put(automation, Mode.valueOf(mode));
            }
        }
        return new ScopeOrder(row.getString(1), modes, row.getBoolean(2));
    }

    private static Approval approval(ResultSet row) throws SQLException {
        return new Approval(
                Automation.valueOf(row.getString(1)),
                row.getString(2),
                millis(row, 3),
                row.getString(4));
    }

    private static LoadTarget target(ResultSet row) throws SQLException {
        return new LoadTarget(
                row.getString(1), row.getLong(2), millis(row, 3), millis(row, 4), millis(row, 5));
    }

    private static MaintenanceWindow window(ResultSet row) throws SQLException {
        return new MaintenanceWindow(
                row.getString(1),
                row.getString(2),
                millis(row, 3),
                millis(row, 4),
                row.getString(5),
                row.getString(6));
    }

    private static long millis(ResultSet row, int column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return Objects.requireNonNull(moment, "column " + column).getTime();
    }

    /** The suggestions that stand by what a leader wrote last. */
    public List<SuggestionRow> suggestions() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Rows.of(connection, SuggestionRow.STANDING, SuggestionRow::read);
        }
    }

    /** The alarms the leader knows, those included that stand no longer. */
    public List<AlarmRow> alarms() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Rows.of(connection, AlarmRow.SELECT, AlarmRow::read);
        }
    }
}
