package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.RoomMade.Preempted;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Reads what was decided, as a new leader has to know it. */
@ApplicationScoped
public class DecidedReader {

    private static final String REPLICAS =
            """
            select id, service, slot, part, rack, accelerators, state, routed, leaving, planned_watts,
                   cause
              from replica where state <> 'STOPPED' order by id
            """;
    private static final String ASSIGNMENTS =
            "select rack, epoch, generation, payload from rack_assignment order by rack";

    private final DataSource database;

    public DecidedReader(DataSource database) {
        this.database = database;
    }

    /** All replicas that are not STOPPED, in order of id. */
    public List<Replica> replicas() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(REPLICAS);
                ResultSet row = select.executeQuery()) {
            List<Replica> replicas = new ArrayList<>();
            while (row.next()) {
                replicas.add(
                        new Replica(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getString(5),
                                Arrays.asList((Integer[]) row.getArray(6).getArray()),
                                ReplicaState.valueOf(row.getString(7)),
                                row.getBoolean(8),
                                row.getBoolean(9),
                                row.getLong(10),
                                row.getString(11)));
            }
            return replicas;
        }
    }

    /** The newest assignment of every rack that has one. */
    public List<RackAssignment> assignments() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ASSIGNMENTS);
                ResultSet row = select.executeQuery()) {
            List<RackAssignment> assignments = new ArrayList<>();
            while (row.next()) {
                assignments.add(
                        new RackAssignment(
                                row.getString(1), row.getLong(2), row.getLong(3), row.getBytes(4)));
            }
            return assignments;
        }
    }

    /** Preempted replicas that may still finish what they have, in order of name. */
    public List<Preempted> preempted() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return RoomRows.preempted(connection);
        }
    }

    /** Room promised to slots that wait, in order of service and slot. */
    public List<Promised> promised() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return RoomRows.promised(connection);
        }
    }
}
