package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.ledger.RoomMade.Preempted;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import io.gigafleet.controlplane.placement.Preemption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Rows of preemptions and promises. */
final class RoomRows {

    private static final String PREEMPTED =
            """
            insert into preemption (replica, service, slot, cause, stop_at, revision)
            values (?, ?, ?, ?, to_timestamp(? / 1000.0), ?)
            on conflict (replica) do nothing
            """;
    private static final String FORGET_PROMISES = "delete from promise";
    private static final String PROMISED =
            """
            insert into promise (service, slot, rack, accelerators, until, revision)
            values (?, ?, ?, ?, to_timestamp(? / 1000.0), ?)
            """;
    private static final String STILL_PREEMPTED =
            """
            select replica, preemption.service, preemption.slot, preemption.cause,
                   extract(epoch from stop_at) * 1000
              from preemption join replica on replica.id = preemption.replica
             where replica.state = 'DRAINING' order by replica
            """;
    private static final String STILL_PROMISED =
            """
            select service, slot, rack, accelerators, extract(epoch from until) * 1000
              from promise order by service, slot, rack
            """;

    private RoomRows() {}

    static void write(Connection connection, long revision, RoomMade room) throws SQLException {
        preempted(connection, revision, room.preempted());
        if (room.promised().isPresent()) {
            promised(connection, revision, room.promised().get());
        }
    }

    private static void preempted(Connection connection, long revision, List<Preempted> replicas)
            throws SQLException {
        if (replicas.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(PREEMPTED)) {
            for (Preempted replica : replicas) {
                insert.setString(1, replica.replica());
                insert.setString(2, replica.service());
                insert.setInt(3, replica.slot());
                insert.setString(4, replica.cause().name());
                insert.setDouble(5, (double) replica.stopAtMillis());
                insert.setLong(6, revision);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void promised(Connection connection, long revision, List<Promised> promises)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_PROMISES)) {
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(PROMISED)) {
            for (Promised promise : promises) {
                insert.setString(1, promise.service());
                insert.setInt(2, promise.slot());
                insert.setString(3, promise.rack());
                insert.setArray(
                        4, connection.createArrayOf("int4", promise.accelerators().toArray()));
                insert.setDouble(5, (double) promise.untilMillis());
                insert.setLong(6, revision);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Preempted replicas that may still finish what they have. */
    static List<Preempted> preempted(Connection connection) throws SQLException {
        return Rows.of(
                connection,
                STILL_PREEMPTED,
                row ->
                        new Preempted(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                Preemption.Cause.valueOf(row.getString(4)),
                                row.getBigDecimal(5).longValue()));
    }

    static List<Promised> promised(Connection connection) throws SQLException {
        return Rows.of(connection, STILL_PROMISED, RoomRows::promise);
    }

    private static Promised promise(ResultSet row) throws SQLException {
        return new Promised(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                AcceleratorSet.of(Arrays.asList((Integer[]) row.getArray(4).getArray())),
                row.getBigDecimal(5).longValue());
    }
}
