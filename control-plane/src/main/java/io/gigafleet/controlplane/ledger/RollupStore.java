package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.RollupRows;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Writes one-minute rollups by COPY. A minute may be written again, by this leader or the next: of
 * two rows of one key the one with more samples stays.
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
     * Writes completed minutes in one transaction; their partitions must exist.
     *
     * @throws TermOverException if the term is over; nothing was written
     */
    public void write(Term term, RollupRows rows) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                fence(connection, term);
                copy(
                        connection,
                        "rack_minute",
                        "rack",
                        rows.racks().stream().collect(lines(RollupStore::line)));
                copy(
                        connection,
                        "service_minute",
                        "service",
                        rows.services().stream().collect(lines(RollupStore::line)));
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
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

    private static <T> Collector<T, ?, String> lines(Function<T, String> line) {
        return Collectors.mapping(line, Collectors.joining());
    }

    private static String line(RackRollup minute) {
        return line(
                Instant.ofEpochSecond(minute.startEpochSeconds()),
                minute.rackId(),
                minute.samples(),
                minute.wattsMean(),
                minute.wattsMax(),
                minute.energyJoules(),
                minute.dieDeciCelsiusMean() / 10.0,
                minute.dieDeciCelsiusMax() / 10.0,
                minute.returnMilliCelsiusMax() / 1_000.0,
                minute.utilizationPermilleMean() / 1_000.0,
                minute.powerThrottleMillis(),
                minute.thermalThrottleMillis(),
                minute.requests(),
                minute.inputTokens(),
                minute.outputTokens(),
                array(minute.timeToFirstToken().toDense()));
    }

    private static String line(ServiceRollup minute) {
        return line(
                Instant.ofEpochSecond(minute.startEpochSeconds()),
                minute.service(),
                minute.samples(),
                minute.requests(),
                minute.rejectedRequests(),
                minute.inputTokens(),
                minute.outputTokens(),
                array(minute.timeToFirstToken().toDense()),
                array(minute.timePerOutputToken().toDense()));
    }

    /**
     * One line of COPY's text format. Names are checked when they are applied: no tab can be in
     * one.
     */
    private static String line(Object... columns) {
        return Arrays.stream(columns)
                .map(Object::toString)
                .collect(Collectors.joining("\t", "", "\n"));
    }

    private static String array(long[] counts) {
        return Arrays.stream(counts)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
