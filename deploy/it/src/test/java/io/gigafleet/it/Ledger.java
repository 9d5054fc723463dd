package io.gigafleet.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into the database, past the control plane. */
final class Ledger {

    private final Infrastructure infrastructure;

    Ledger(Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
    }

    /** All rows of a query, columns joined by {@code |}. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                    columns.add(String.valueOf(rows.getString(at)));
                }
                all.add(String.join("|", columns));
            }
            return all;
        }
    }

    /** The one number a query gives. */
    long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).getFirst());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                infrastructure.jdbcUrl(), infrastructure.username(), infrastructure.password());
    }
}
