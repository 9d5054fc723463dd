package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.placement.predict.PredictedPower.Draw;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What services were observed to draw. A change of it is a change of the specs. */
@ApplicationScoped
public class ObservedDraws {

    /** A draw is planned with, so whoever decided without it decides again. */
    private static final String FENCE =
            """
            update ledger_head set revision = revision + 1, spec_revision = revision + 1
             where fleet_id = ? and incarnation = ? and epoch = ?
            returning revision
            """;

    /** A service that was deleted meanwhile has no draw any more. */
    private static final String WRITE =
            """
            insert into observed_draw (service, sku, watts_per_accelerator, rack_minutes, revision)
            select service.name, sku.name, ?, ?, ? from service, sku
             where service.name = ? and sku.name = ?
            on conflict (service, sku) do update
               set watts_per_accelerator = excluded.watts_per_accelerator,
                   rack_minutes = excluded.rack_minutes, decided_at = now(),
                   revision = excluded.revision
            """;

    private static final String READ =
            """
            select service, sku, watts_per_accelerator, rack_minutes from observed_draw
             order by service, sku
            """;

    private final DataSource database;

    public ObservedDraws(DataSource database) {
        this.database = database;
    }

    /** All of them, by service and rack model. */
    public List<Draw> read() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Rows.of(
                    connection,
                    READ,
                    row ->
                            new Draw(
                                    new Key(row.getString(1), row.getString(2)),
                                    row.getLong(3),
                                    row.getLong(4)));
        }
    }

    /**
     * Writes draws in one transaction.
     *
     * @throws TermOverException if the term is over; nothing was written
     */
    public void write(Term term, List<Draw> draws) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                write(connection, fence(connection, term), draws);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static long fence(Connection connection, Term term) throws SQLException {
        try (PreparedStatement fence = connection.prepareStatement(FENCE)) {
            fence.setString(1, term.fleetId());
            fence.setLong(2, term.incarnation());
            fence.setLong(3, term.epoch());
            try (ResultSet head = fence.executeQuery()) {
                if (head.next()) {
                    return head.getLong(1);
                }
            }
            throw new TermOverException(
                    "observed draws refused: epoch " + term.epoch() + " is no longer the ledger's");
        }
    }

    private static void write(Connection connection, long revision, List<Draw> draws)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            for (Draw draw : draws) {
                write.setLong(1, draw.wattsPerAccelerator());
                write.setLong(2, draw.rackMinutes());
                write.setLong(3, revision);
                write.setString(4, draw.key().service());
                write.setString(5, draw.key().sku());
                write.addBatch();
            }
            write.executeBatch();
        }
    }
}
