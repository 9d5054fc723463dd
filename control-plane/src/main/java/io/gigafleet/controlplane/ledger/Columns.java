package io.gigafleet.controlplane.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Rows as arrays, one a column: a statement then writes any number of rows in one go. */
record Columns<T>(Connection connection, List<T> rows) {

    /** A column of an SQL type. */
    Array of(String sqlType, Function<T, Object> column) throws SQLException {
        return connection.createArrayOf(sqlType, rows.stream().map(column).toArray());
    }

    /** A column of bytes. */
    Array ofBytes(Function<T, byte[]> column) throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }
}
