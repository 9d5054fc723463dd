package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.RolloutStandings.Begun;
import io.gigafleet.controlplane.ledger.RolloutStandings.Membership;
import io.gigafleet.controlplane.ledger.RolloutStandings.Reached;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads how far rollouts and racks have come. */
@ApplicationScoped
public class RolloutStandingsReader {

    private static final String ROLLOUTS =
            "select rollout, phase, resumes_seen, approvals_seen from rollout_state";
    private static final String RACKS =
            "select rack, stage, rollout, inconclusive from rack_progress";
    private static final String HOLDERS =
            """
            select rack, rollout, state from rollout_rack
             where state in ('WAITING', 'ACTIVE')
                or state = 'QUARANTINED' and rollout not in (
                       select rollout from rollout_state where phase in ('COMPLETED', 'ABORTED'))
            """;
    private static final String REMEMBERED = "select distinct rack from rollout_rack";

    private static final String MEMBERS =
            "select rack, state, retries_seen from rollout_rack where rollout = ?";

    private final DataSource database;

    public RolloutStandingsReader(DataSource database) {
        this.database = database;
    }

    /**
     * All of them; within a transaction that has taken its revision, as nobody can change them
     * before it ends.
     */
    public RolloutStandings read() throws SQLException {
        try (Connection connection = database.getConnection()) {
            Map<String, Begun> rollouts = new HashMap<>();
            Map<String, Reached> racks = new HashMap<>();
            Map<String, Membership> holders = new HashMap<>();
            Rows.each(
                    connection,
                    ROLLOUTS,
                    row ->
                            rollouts.put(
                                    row.getString(1),
                                    new Begun(
                                            Phase.valueOf(row.getString(2)),
                                            row.getInt(3),
                                            row.getInt(4))));
            Rows.each(connection, RACKS, row -> racks.put(row.getString(1), reached(row)));
            Rows.each(
                    connection,
                    HOLDERS,
                    row ->
                            holders.put(
                                    row.getString(1),
                                    new Membership(
                                            row.getString(2),
                                            Member.State.valueOf(row.getString(3)))));
            Set<String> remembered =
                    new HashSet<>(Rows.of(connection, REMEMBERED, row -> row.getString(1)));
            return new RolloutStandings(rollouts, racks, holders, remembered);
        }
    }

    /**
     * A rack's row in one rollout.
     *
     * @param retriesSeen how many orders to try again were obeyed
     */
    public record MemberRow(Member.State state, int retriesSeen) {}

    /** All members of a rollout, by name of the rack. */
    public Map<String, MemberRow> members(String rollout) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            select.setString(1, rollout);
            try (ResultSet row = select.executeQuery()) {
                Map<String, MemberRow> members = new TreeMap<>();
                while (row.next()) {
                    members.put(
                            row.getString(1),
                            new MemberRow(Member.State.valueOf(row.getString(2)), row.getInt(3)));
                }
                return members;
            }
        }
    }

    private static Reached reached(ResultSet row) throws SQLException {
        return new Reached(
                RackStage.valueOf(row.getString(2)), row.getString(3), row.getBoolean(4));
    }
}
