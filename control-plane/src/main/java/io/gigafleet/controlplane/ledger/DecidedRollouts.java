package io.gigafleet.controlplane.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.rollout.Forecast;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutMemory;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.schemas.RackStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads what was decided of rollouts, as a new leader has to know it. */
@ApplicationScoped
public class DecidedRollouts {

    private static final TypeReference<Map<String, Double>> SHARES = new TypeReference<>() {};
    private static final String STATES =
            """
            select rollout, phase, pause, reason, wave, waves, since, started_at, soak_began_at,
                   resumed_at, finished_at, resumes_seen, approvals_seen, forgiven, baseline,
                   first_forecast, canary_forecast
              from rollout_state
            """;
    private static final String MEMBERS =
            """
            select rollout, rack, wave, state, retries_seen, begun_at, in_service_at, first_token_at
              from rollout_rack
            """;
    private static final String RACKS =
            """
            select rack, stage, from_stage, since, rollout, wave, work_stage, attempt, inconclusive,
                   reason, begun_at, requested_at, deadline, not_before, repairs, held_watts,
                   raised_watts, raised_at, firmware, leaked
              from rack_progress
            """;
    private static final String TICKETS =
            """
            select id, rack, rollout, stage, cause, component, evidence, opened_at
              from repair_ticket where closed_at is null
            """;

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
        each(connection, STATES, row -> states.put(row.getString(1), state(row)));
        Map<String, TreeMap<String, Member>> members = new HashMap<>();
        each(
                connection,
                MEMBERS,
                row ->
                        members.computeIfAbsent(row.getString(1), ignored -> new TreeMap<>())
                                .put(row.getString(2), member(row)));
        Map<String, RackProgress> racks = new HashMap<>();
        each(connection, RACKS, row -> racks.put(row.getString(1), rack(row)));
        Map<String, RepairTicket> tickets = new HashMap<>();
        each(connection, TICKETS, row -> tickets.put(row.getString(2), ticket(row)));
        return new RolloutMemory(states, members, racks, tickets);
    }

    private RolloutState state(ResultSet row) throws SQLException {
        return new RolloutState(
                row.getString(1),
                RolloutState.Phase.valueOf(row.getString(2)),
                RolloutState.Pause.valueOf(row.getString(3)),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                millis(row, 7).orElse(0),
                millis(row, 8).orElse(0),
                millis(row, 9),
                millis(row, 10),
                millis(row, 11),
                row.getInt(12),
                row.getInt(13),
                row.getInt(14),
                shares(row.getString(15)),
                forecast(row.getArray(16)),
                forecast(row.getArray(17)));
    }

    private Map<String, Double> shares(String text) {
        try {
            return json.readValue(text, SHARES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rollout's baseline is not a JSON map: " + text, e);
        }
    }

    private static Forecast forecast(Array stored) throws SQLException {
        Timestamp[] moments = (Timestamp[]) stored.getArray();
        return moments.length == 0
                ? Forecast.UNKNOWN
                : new Forecast(moments[0].getTime(), moments[1].getTime(), moments[2].getTime());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                Member.State.valueOf(row.getString(4)),
                row.getInt(5),
                millis(row, 6),
                millis(row, 7),
                millis(row, 8));
    }

    private static RackProgress rack(ResultSet row) throws SQLException {
        return new RackProgress(
                row.getString(1),
                RackStage.valueOf(row.getString(2)),
                RackStage.valueOf(row.getString(3)),
                millis(row, 4).orElse(0),
                row.getString(5),
                row.getInt(6),
                work(row),
                row.getInt(15),
                row.getLong(16),
                row.getLong(17),
                millis(row, 18).orElse(0),
                row.getString(19),
                row.getBoolean(20));
    }

    private static Optional<StageWork> work(ResultSet row) throws SQLException {
        String target = row.getString(7);
        if (target == null) {
            return Optional.empty();
        }
        OptionalLong askedAtMillis = millis(row, 12);
        return Optional.of(
                askedAtMillis.isPresent()
                        ? new StageWork.Asked(
                                RackStage.valueOf(target),
                                row.getInt(8),
                                millis(row, 11).orElse(0),
                                askedAtMillis.getAsLong(),
                                millis(row, 13).orElse(0),
                                row.getBoolean(9),
                                row.getString(10))
                        : new StageWork.Waiting(
                                RackStage.valueOf(target),
                                row.getInt(8),
                                millis(row, 11).orElse(0),
                                millis(row, 14).orElse(0),
                                row.getString(10)));
    }

    private static RepairTicket ticket(ResultSet row) throws SQLException {
        return new RepairTicket(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                RackStage.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                millis(row, 8).orElse(0),
                OptionalLong.empty(),
                "");
    }

    private static OptionalLong millis(ResultSet row, int column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? OptionalLong.empty() : OptionalLong.of(moment.getTime());
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
