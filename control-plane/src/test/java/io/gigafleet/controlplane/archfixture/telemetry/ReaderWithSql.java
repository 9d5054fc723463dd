package io.gigafleet.controlplane.archfixture.telemetry;

import java.sql.Connection;
import java.sql.SQLException;

/** Breaks the rule that only the ledger knows the database. */
public final class ReaderWithSql {

    public boolean read(Connection connection) throws SQLException {
        return connection.isReadOnly();
    }
}
