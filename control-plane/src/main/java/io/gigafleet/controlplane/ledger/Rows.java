package io.gigafleet.controlplane.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query without parameters. */
final class Rows {

    private Rows() {}

    /** Makes something of the row a result stands at. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Does something with the row a result stands at. */
    interface RowUse {
        void accept(ResultSet row) throws SQLException;
    }

    static void each(Connection connection, String sql, RowUse use) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                use.accept(rows);
            }
        }
    }

    static <T> List<T> of(Connection connection, String sql, RowReader<T> reader)
            throws SQLException {
        List<T> all = new ArrayList<>();
        each(connection, sql, row -> all.add(reader.read(row)));
        return all;
    }
}
