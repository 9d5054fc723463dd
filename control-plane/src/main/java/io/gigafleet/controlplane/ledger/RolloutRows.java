package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.rollout.Forecast;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageRun;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.schemas.RackStage;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes what was decided of rollouts of the ledger's rows. */
final class RolloutRows {

    /** Columns of {@link #state}; the baseline, which the leader alone needs, is read by it. */
    static final String STATE =
            """
            rollout, phase, pause, reason, wave, waves, since, started_at, soak_began_at,
            resumed_at, finished_at, resumes_seen, approvals_seen, forgiven, first_forecast,
            canary_forecast
            """;

    static final String MEMBER =
            """
            rollout, rack, wave, state, retries_seen, begun_at, in_service_at, first_token_at
            """;

    static final String PROGRESS =
            """
            rack, stage, from_stage, since, rollout, wave, work_stage, attempt, inconclusive,
            reason, begun_at, requested_at, deadline, not_before, repairs, held_watts,
            raised_watts, raised_at, firmware, leaked
            """;

    static final String RUN =
            """
            rollout, rack, wave, stage, attempt, begun_at, asked_at, ended_at, outcome, reason
            """;

    static final String TICKET =
            """
            id, rack, rollout, stage, cause, component, evidence, opened_at, closed_at, closing
            """;

    private RolloutRows() {}

    /**
     * A rollout's state.
     *
     * @param baseline how services were when the wave began
     */
    static RolloutState state(ResultSet row, Map<String, Double> baseline) throws SQLException {
        return new RolloutState(
                row.getString("rollout"),
                RolloutState.Phase.valueOf(row.getString("phase")),
                RolloutState.Pause.valueOf(row.getString("pause")),
                row.getString("reason"),
                row.getInt("wave"),
                row.getInt("waves"),
                millis(row, "since"),
                millis(row, "started_at"),
                optionalMillis(row, "soak_began_at"),
                optionalMillis(row, "resumed_at"),
                optionalMillis(row, "finished_at"),
                row.getInt("resumes_seen"),
                row.getInt("approvals_seen"),
                row.getInt("forgiven"),
                baseline,
                forecast(row, "first_forecast"),
                forecast(row, "canary_forecast"));
    }

    static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("rollout"),
                row.getString("rack"),
                row.getInt("wave"),
                Member.State.valueOf(row.getString("state")),
                row.getInt("retries_seen"),
                optionalMillis(row, "begun_at"),
                optionalMillis(row, "in_service_at"),
                optionalMillis(row, "first_token_at"));
    }

    static RackProgress progress(ResultSet row) throws SQLException {
        return new RackProgress(
                row.getString("rack"),
                RackStage.valueOf(row.getString("stage")),
                RackStage.valueOf(row.getString("from_stage")),
                millis(row, "since"),
                row.getString("rollout"),
                row.getInt("wave"),
                work(row),
                row.getInt("repairs"),
                row.getLong("held_watts"),
                row.getLong("raised_watts"),
                optionalMillis(row, "raised_at").orElse(0),
                row.getString("firmware"),
                row.getBoolean("leaked"));
    }

    private static Optional<StageWork> work(ResultSet row) throws SQLException {
        String target = row.getString("work_stage");
        if (target == null) {
            return Optional.empty();
        }
        RackStage stage = RackStage.valueOf(target);
        int attempt = row.getInt("attempt");
        String reason = row.getString("reason");
        long begunAt = millis(row, "begun_at");
        OptionalLong askedAt = optionalMillis(row, "requested_at");
        if (askedAt.isEmpty()) {
            long notBefore = optionalMillis(row, "not_before").orElse(begunAt);
            return Optional.of(new StageWork.Waiting(stage, attempt, begunAt, notBefore, reason));
        }
        return Optional.of(
                new StageWork.Asked(
                        stage,
                        attempt,
                        begunAt,
                        askedAt.getAsLong(),
                        millis(row, "deadline"),
                        row.getBoolean("inconclusive"),
                        reason));
    }

    static StageRun run(ResultSet row) throws SQLException {
        return new StageRun(
                row.getString("rollout"),
                row.getString("rack"),
                row.getInt("wave"),
                RackStage.valueOf(row.getString("stage")),
                row.getInt("attempt"),
                millis(row, "begun_at"),
                optionalMillis(row, "asked_at"),
                millis(row, "ended_at"),
                StageRun.End.valueOf(row.getString("outcome")),
                row.getString("reason"));
    }

    static RepairTicket ticket(ResultSet row) throws SQLException {
        return new RepairTicket(
                row.getString("id"),
                row.getString("rack"),
                row.getString("rollout"),
                RackStage.valueOf(row.getString("stage")),
                row.getString("cause"),
                row.getString("component"),
                row.getString("evidence"),
                millis(row, "opened_at"),
                optionalMillis(row, "closed_at"),
                row.getString("closing"));
    }

    private static Forecast forecast(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        Timestamp[] moments = (Timestamp[]) array.getArray();
        return moments.length == 0
                ? Forecast.UNKNOWN
                : new Forecast(moments[0].getTime(), moments[1].getTime(), moments[2].getTime());
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).getTime();
    }

    private static OptionalLong optionalMillis(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp moment = row.getTimestamp(column);
        return moment == null ? OptionalLong.empty() : OptionalLong.of(moment.getTime());
    }
}
