package io.gigafleet.controlplane.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutMemory;
import io.gigafleet.controlplane.rollout.RolloutState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads what was decided of rollouts, as a new leader has to know it. */
@ApplicationScoped
public class DecidedRollouts {

    private static final TypeReference<Map<String, Double>> SHARES = new TypeReference<>() {};
    private static final String STATES =
            "select " + RolloutRows.STATE + ", baseline from rollout_state";
    private static final String MEMBERS = "select " + RolloutRows.MEMBER + " from rollout_rack";
    private static final String RACKS = "select " + RolloutRows.PROGRESS + " from rack_progress";
    private static final String TICKETS =
            "select " + RolloutRows.TICKET + " from repair_ticket where closed_at is null";

    private final DataSource database;
    private final ObjectMapper json;

    public DecidedRollouts(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** All of it, as of one moment. */
    public RolloutMemory read() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return read(connection);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private RolloutMemory read(Connection connection) throws SQLException {
        Map<String, RolloutState> states = new HashMap<>();
        each(
                connection,
                STATES,
                row -> {
                    RolloutState state = RolloutRows.state(row, shares(row));
                    states.put(state.rollout(), state);
                });
        Map<String, TreeMap<String, Member>> members = new HashMap<>();
        each(
                connection,
                MEMBERS,
                row -> {
                    Member member = RolloutRows.member(row);
                    members.computeIfAbsent(member.rollout(), ignored -> new TreeMap<>())
                            .put(member.rack(), member);
                });
        Map<String, RackProgress> racks = new HashMap<>();
        each(
                connection,
                RACKS,
                row -> {
                    RackProgress rack = RolloutRows.progress(row);
                    racks.put(rack.rack(), rack);
                });
        Map<String, RepairTicket> tickets = new HashMap<>();
        each(
                connection,
                TICKETS,
                row -> {
                    RepairTicket ticket = RolloutRows.ticket(row);
                    tickets.put(ticket.rack(), ticket);
                });
        return new RolloutMemory(states, members, racks, tickets);
    }

    private Map<String, Double> shares(ResultSet row) throws SQLException {
        String text = row.getString("baseline");
        try {
            return json.readValue(text, SHARES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rollout's baseline is not a JSON map: " + text, e);
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, RowReader reader)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }
}
