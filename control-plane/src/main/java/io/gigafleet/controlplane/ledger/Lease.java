package io.gigafleet.controlplane.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The leader's lease, on the database's clock. Whoever takes it raises the ledger's epoch in the
 * same transaction, and that fences every commit of the one before.
 */
@ApplicationScoped
public class Lease {

    private static final String NAME = "leader";

    private static final String TAKE =
            """
            insert into lease (name, holder, epoch, taken_at, expires_at)
            values (?, ?, 0, clock_timestamp(), clock_timestamp() + ? * interval '1 millisecond')
            on conflict (name) do update
               set holder = excluded.holder, taken_at = excluded.taken_at, expires_at = excluded.expires_at
             where lease.expires_at < clock_timestamp() or lease.holder = excluded.holder
            returning name
            """;
    private static final String RAISE =
            """
            update ledger_head set epoch = epoch + 1, revision = revision + 1
            returning fleet_id, incarnation, epoch
            """;
    private static final String STAMP = "update lease set epoch = ? where name = ?";
    private static final String RENEW =
            """
            update lease set expires_at = clock_timestamp() + ? * interval '1 millisecond'
             where name = ? and holder = ? and epoch = ?
               and exists (select 1 from ledger_head where ledger_head.epoch = lease.epoch)
            returning name
            """;
    private static final String RELEASE =
            "update lease set expires_at = clock_timestamp() where name = ? and holder = ? and"
                    + " epoch = ?";
    private static final String RAISE_INCARNATION =
            "update ledger_head set incarnation = ? where epoch = ? and incarnation < ?";

    private final DataSource database;

    public Lease(DataSource database) {
        this.database = database;
    }

    /**
     * Takes the lease if it is free, has run out, or is this holder's from before.
     *
     * @return the new term; empty while another holds it
     */
    public Optional<Term> take(String holder, Duration ttl) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Term> term = take(connection, holder, ttl);
                connection.commit();
                return term;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static Optional<Term> take(Connection connection, String holder, Duration ttl)
            throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, NAME);
            take.setString(2, holder);
            take.setLong(3, ttl.toMillis());
            try (ResultSet taken = take.executeQuery()) {
                if (!taken.next()) {
                    return Optional.empty();
                }
            }
        }
        try (PreparedStatement raise = connection.prepareStatement(RAISE);
                ResultSet head = raise.executeQuery()) {
            head.next();
            Term term = new Term(holder, head.getString(1), head.getLong(2), head.getLong(3));
            try (PreparedStatement stamp = connection.prepareStatement(STAMP)) {
                stamp.setLong(1, term.epoch());
                stamp.setString(2, NAME);
                stamp.executeUpdate();
            }
            return Optional.of(term);
        }
    }

    /**
     * Extends the lease.
     *
     * @return false if it is no longer this term's, or the ledger's epoch is not: then it must step
     *     down
     */
    public boolean renew(Term term, Duration ttl) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement renew = connection.prepareStatement(RENEW)) {
            renew.setLong(1, ttl.toMillis());
            renew.setString(2, NAME);
            renew.setString(3, term.holder());
            renew.setLong(4, term.epoch());
            try (ResultSet renewed = renew.executeQuery()) {
                return renewed.next();
            }
        }
    }

    /** Gives the lease up, so that another need not wait for it to run out. */
    public void release(Term term) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setString(1, NAME);
            release.setString(2, term.holder());
            release.setLong(3, term.epoch());
            release.executeUpdate();
        }
    }

    /** Starts a new life of the ledger, above every fence seen outside it. */
    public void raiseIncarnation(Term term, long incarnation) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement raise = connection.prepareStatement(RAISE_INCARNATION)) {
            raise.setLong(1, incarnation);
            raise.setLong(2, term.epoch());
            raise.setLong(3, incarnation);
            if (raise.executeUpdate() == 0) {
                throw new TermOverException("epoch " + term.epoch() + " is no longer the ledger's");
            }
        }
    }
}
