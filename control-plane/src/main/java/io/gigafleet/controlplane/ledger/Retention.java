package io.gigafleet.controlplane.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Forgets what nobody asks for any more, so that the ledger's size follows the fleet's and not its
 * age.
 */
@ApplicationScoped
public class Retention {

    /** Days a STOPPED replica stays to be looked at. */
    public static final int STOPPED_REPLICA_DAYS = 7;

    /** Days an audit entry stays. */
    public static final int AUDIT_DAYS = 365;

    /**
     * Days an alarm that stands no longer stays, and a suggestion, load target or window that is
     * over.
     */
    public static final int SAFETY_DAYS = 30;

    private static final String REPLICAS =
            "delete from replica where state = 'STOPPED' and changed_at < now() - interval '%d days'"
                    .formatted(STOPPED_REPLICA_DAYS);
    private static final String AUDIT =
            "delete from audit where at < now() - interval '%d days'".formatted(AUDIT_DAYS);

    private static final String ALARMS =
            "delete from alarm where cleared_at < now() - interval '%d days'"
                    .formatted(SAFETY_DAYS);
    private static final String SUGGESTIONS =
            "delete from safety_suggestion where over_at < now() - interval '%d days'"
                    .formatted(SAFETY_DAYS);
    private static final String TARGETS =
            "delete from load_target where until_at < now() - interval '%d days'"
                    .formatted(SAFETY_DAYS);
    private static final String WINDOWS =
            "delete from maintenance_window where until_at < now() - interval '%d days'"
                    .formatted(SAFETY_DAYS);

    private final DataSource database;

    public Retention(DataSource database) {
        this.database = database;
    }

    /** Deletes what is past its time; cheap when nothing is. */
    public void sweep() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(REPLICAS);
            statement.executeUpdate(AUDIT);
            statement.executeUpdate(ALARMS);
            statement.executeUpdate(SUGGESTIONS);
            statement.executeUpdate(TARGETS);
            statement.executeUpdate(WINDOWS);
        }
    }
}
