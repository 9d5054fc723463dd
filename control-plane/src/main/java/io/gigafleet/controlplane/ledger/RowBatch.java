package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.rollout.Forecast;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.OptionalLong;

/** One batch of rows, filled column by column. */
final class RowBatch implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;
    private int column;
    private boolean any;

    RowBatch(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    RowBatch text(String value) throws SQLException {
        statement.setString(++column, value);
        return this;
    }

    RowBatch number(long value) throws SQLException {
        statement.setLong(++column, value);
        return this;
    }

    RowBatch flag(boolean value) throws SQLException {
        statement.setBoolean(++column, value);
        return this;
    }

    RowBatch none(int sqlType) throws SQLException {
        statement.setNull(++column, sqlType);
        return this;
    }

    RowBatch moment(long epochMillis) throws SQLException {
        statement.setTimestamp(++column, new Timestamp(epochMillis));
        return this;
    }

    RowBatch moment(OptionalLong epochMillis) throws SQLException {
        return epochMillis.isPresent()
                ? moment(epochMillis.getAsLong())
                : none(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    RowBatch forecast(Forecast forecast) throws SQLException {
        Array moments =
                connection.createArrayOf(
                        "timestamptz",
                        forecast.isKnown()
                                ? new Timestamp[] {
                                    new Timestamp(forecast.earlyMillis()),
                                    new Timestamp(forecast.likelyMillis()),
                                    new Timestamp(forecast.lateMillis())
                                }
                                : new Timestamp[] {});
        statement.setArray(++column, moments);
        return this;
    }

    void add() throws SQLException {
        statement.addBatch();
        column = 0;
        any = true;
    }

    void send() throws SQLException {
        if (any) {
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
