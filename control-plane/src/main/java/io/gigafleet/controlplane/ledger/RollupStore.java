package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.telemetry.RollupRows;
import io.gigafleet.controlplane.telemetry.series.Resolution.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Writes roll-ups by COPY. A window may be written again, by this leader or the next: of two rows
 * of one key the one with more samples stays.
 */
@ApplicationScoped
public class RollupStore {

    private static final String FENCE =
            "select 1 from ledger_head where fleet_id = ? and incarnation = ? and epoch = ? for"
                    + " share";

    private final DataSource database;

    public RollupStore(DataSource database) {
        this.database = database;
    }

    /**
     * Writes completed roll-ups in one transaction; their partitions must exist.
     *
     * @throws TermOverException if the term is over; nothing was written
     */
    public void write(Term term, Source source, RollupRows rows) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                fence(connection, term);
                String suffix = suffix(source);
                boolean hasLatencies = source == Source.MINUTE;
                copy(
                        connection,
                        "rack" + suffix,
                        "rack",
                        rows.racks().stream()
                                .map(row -> RollupLines.rack(row, hasLatencies))
                                .collect(Collectors.joining()));
                copy(
                        connection,
                        "service" + suffix,
                        "service",
                        rows.services().stream()
                                .map(RollupLines::service)
                                .collect(Collectors.joining()));
                copy(
                        connection,
                        "plant" + suffix,
                        "part",
                        rows.plant().stream()
                                .map(RollupLines::plant)
                                .collect(Collectors.joining()));
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static String suffix(Source source) {
        return switch (source) {
            case TEN_SECONDS -> "_ten_seconds";
            case MINUTE -> "_minute";
        };
    }

    private static void fence(Connection connection, Term term) throws SQLException {
        try (PreparedStatement fence = connection.prepareStatement(FENCE)) {
            fence.setString(1, term.fleetId());
            fence.setLong(2, term.incarnation());
            fence.setLong(3, term.epoch());
            try (ResultSet head = fence.executeQuery()) {
                if (!head.next()) {
                    throw new TermOverException(
                            "rollups refused: epoch "
                                    + term.epoch()
                                    + " is no longer the ledger's");
                }
            }
        }
    }

    private static void copy(Connection connection, String table, String key, String lines)
            throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        String staging = table + "_incoming";
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table if not exists %s (like %s) on commit delete rows"
                            .formatted(staging, table));
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + staging + " from stdin", new StringReader(lines));
            statement.execute(
                    """
                    delete from %1$s using %2$s incoming
                     where %1$s.window_start = incoming.window_start and %1$s.%3$s = incoming.%3$s
                       and %1$s.samples < incoming.samples
                    """
                            .formatted(table, staging, key));
            statement.execute(
                    "insert into %s select * from %s on conflict do nothing"
                            .formatted(table, staging));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
