package io.gigafleet.controlplane.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.gigafleet.controlplane.ledger.Rows.RowReader;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Reads where rollouts and their racks stand, for people. */
@ApplicationScoped
public class RolloutReader {

    private static final String STATES =
            "select " + RolloutRows.STATE + " from rollout_state where rollout = any(?)";
    private static final String MEMBERS =
            "select "
                    + RolloutRows.MEMBER
                    + " from rollout_rack where rollout = any(?) order by wave, rack";
    private static final String PROGRESS =
            "select "
                    + RolloutRows.PROGRESS
                    + " from rack_progress where rack in"
                    + " (select m.rack from rollout_rack m where m.rollout = any(?))";
    private static final String OPEN_TICKETS =
            "select "
                    + RolloutRows.TICKET
                    + " from repair_ticket where rollout = any(?) and closed_at is null"
                    + " order by opened_at, id";
    private static final String RUNS =
            "select " + RolloutRows.RUN + " from stage_run where rollout = any(?) order by id";
    private static final String RACKS = "select " + RolloutRows.PROGRESS + " from rack_progress";
    private static final String TICKETS =
            "select "
                    + RolloutRows.TICKET
                    + """
                       from repair_ticket
                      where (? = '' or rack = ?) and (closed_at is null or not ?) and id > ?
                      order by id limit ?
                    """;

    private final DataSource database;

    public RolloutReader(DataSource database) {
        this.database = database;
    }

    /** Where every rack stands that a rollout has touched, by name. */
    public Map<String, RackProgress> racks() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return byKey(Rows.of(connection, RACKS, RolloutRows::progress), RackProgress::rack);
        }
    }

    /** What was decided of rollouts, without their ended attempts, by name. */
    public Map<String, RecordedRollout> rollouts(List<String> names) throws SQLException {
        return read(names, false);
    }

    /** What was decided of a rollout, with its ended attempts. */
    public RecordedRollout rolloutWithRuns(String name) throws SQLException {
        return Objects.requireNonNull(read(List.of(name), true).get(name));
    }

    /**
     * Repair tickets by id, after a cursor.
     *
     * @param rack only of this rack; empty: of all
     * @param open only those that are open
     * @param afterId only with a greater id
     */
    public List<RepairTicket> tickets(String rack, boolean open, String afterId, int limit)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(TICKETS)) {
            select.setString(1, rack);
            select.setString(2, rack);
            select.setBoolean(3, open);
            select.setString(4, afterId);
            select.setInt(5, limit);
            return rows(select, RolloutRows::ticket);
        }
    }

    private Map<String, RecordedRollout> read(List<String> names, boolean withRuns)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return read(connection, names, withRuns);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private static Map<String, RecordedRollout> read(
            Connection connection, List<String> names, boolean withRuns) throws SQLException {
        Map<String, RolloutState> states =
                byKey(
                        rows(connection, STATES, names, row -> RolloutRows.state(row, Map.of())),
                        RolloutState::rollout);
        Map<String, List<Member>> members =
                rows(connection, MEMBERS, names, RolloutRows::member).stream()
                        .collect(groupingBy(Member::rollout));
        Map<String, RackProgress> racks =
                byKey(rows(connection, PROGRESS, names, RolloutRows::progress), RackProgress::rack);
        Map<String, List<RepairTicket>> tickets =
                rows(connection, OPEN_TICKETS, names, RolloutRows::ticket).stream()
                        .collect(groupingBy(RepairTicket::rollout));
        Map<String, List<StageRun>> runs =
                (withRuns ? rows(connection, RUNS, names, RolloutRows::run) : List.<StageRun>of())
                        .stream().collect(groupingBy(StageRun::rollout));
        Map<String, RecordedRollout> recorded = new HashMap<>();
        for (String name : names) {
            List<Member> own = members.getOrDefault(name, List.of());
            recorded.put(
                    name,
                    new RecordedRollout(
                            Optional.ofNullable(states.get(name)),
                            own,
                            progressOf(own, racks),
                            byKey(tickets.getOrDefault(name, List.of()), RepairTicket::rack),
                            runs.getOrDefault(name, List.of())));
        }
        return recorded;
    }

    private static Map<String, RackProgress> progressOf(
            List<Member> members, Map<String, RackProgress> racks) {
        return members.stream()
                .flatMap(member -> Stream.ofNullable(racks.get(member.rack())))
                .collect(toMap(RackProgress::rack, progress -> progress));
    }

    /** The last of those with the same key. */
    private static <T> Map<String, T> byKey(List<T> all, Function<T, String> key) {
        Map<String, T> found = new HashMap<>();
        all.forEach(one -> found.put(key.apply(one), one));
        return found;
    }

    private static <T> List<T> rows(
            Connection connection, String sql, List<String> rollouts, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", rollouts.toArray()));
            return rows(select, reader);
        }
    }

    private static <T> List<T> rows(PreparedStatement select, RowReader<T> reader)
            throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (row.next()) {
                all.add(reader.read(row));
            }
            return all;
        }
    }
}
