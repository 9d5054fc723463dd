package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageRun;
import io.gigafleet.controlplane.rollout.StageWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The part of a leader's write that is about rollouts; within its transaction. */
final class RolloutWrites {

    private static final String STATE =
            """
            insert into rollout_state (rollout, phase, pause, reason, wave, waves, since, started_at,
                                       soak_began_at, resumed_at, finished_at, resumes_seen,
                                       approvals_seen, forgiven, baseline, first_forecast,
                                       canary_forecast, epoch, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
            on conflict (rollout) do update
               set phase = excluded.phase, pause = excluded.pause, reason = excluded.reason,
                   wave = excluded.wave, waves = excluded.waves, since = excluded.since,
                   soak_began_at = excluded.soak_began_at, resumed_at = excluded.resumed_at,
                   finished_at = excluded.finished_at, resumes_seen = excluded.resumes_seen,
                   approvals_seen = excluded.approvals_seen, forgiven = excluded.forgiven,
                   baseline = excluded.baseline, first_forecast = excluded.first_forecast,
                   canary_forecast = excluded.canary_forecast, epoch = excluded.epoch,
                   revision = excluded.revision
            """;
    private static final String MEMBER =
            """
            insert into rollout_rack (rollout, rack, wave, state, retries_seen, begun_at,
                                      in_service_at, first_token_at, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (rollout, rack) do update
               set state = excluded.state, retries_seen = excluded.retries_seen,
                   begun_at = excluded.begun_at, in_service_at = excluded.in_service_at,
                   first_token_at = excluded.first_token_at, revision = excluded.revision
            """;
    private static final String RACK =
            """
            insert into rack_progress (rack, stage, from_stage, since, rollout, wave, work_stage,
                                       attempt, inconclusive, reason, begun_at, requested_at,
                                       deadline, not_before, repairs, held_watts, raised_watts,
                                       raised_at, firmware, leaked, epoch, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (rack) do update
               set stage = excluded.stage, from_stage = excluded.from_stage,
                   since = excluded.since, rollout = excluded.rollout, wave = excluded.wave,
                   work_stage = excluded.work_stage, attempt = excluded.attempt,
                   inconclusive = excluded.inconclusive, reason = excluded.reason,
                   begun_at = excluded.begun_at, requested_at = excluded.requested_at,
                   deadline = excluded.deadline, not_before = excluded.not_before,
                   repairs = excluded.repairs, held_watts = excluded.held_watts,
                   raised_watts = excluded.raised_watts, raised_at = excluded.raised_at,
                   firmware = excluded.firmware, leaked = excluded.leaked,
                   epoch = excluded.epoch, revision = excluded.revision
            """;
    private static final String RUN =
            """
            insert into stage_run (rollout, rack, wave, stage, attempt, begun_at, asked_at, ended_at,
                                   outcome, reason, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String TICKET =
            """
            insert into repair_ticket (id, rack, rollout, stage, cause, component, evidence, opened_at,
                                       closed_at, closing, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update
               set closed_at = excluded.closed_at, closing = excluded.closing,
                   revision = excluded.revision
            """;

    private RolloutWrites() {}

    static void write(Connection connection, Term term, long revision, RolloutDecision decision)
            throws SQLException {
        states(connection, term, revision, decision.states());
        // Members that leave come first: a rack is WAITING or ACTIVE in one rollout at a time.
        members(connection, revision, settledFirst(decision.members()));
        racks(connection, term, revision, decision.racks());
        runs(connection, revision, decision.runs());
        tickets(connection, revision, decision.tickets());
    }

    private static void states(
            Connection connection, Term term, long revision, List<RolloutState> states)
            throws SQLException {
        try (RowBatch row = new RowBatch(connection, STATE)) {
            for (RolloutState state : states) {
                row.text(state.rollout())
                        .text(state.phase().name())
                        .text(state.pause().name())
                        .text(state.reason())
                        .number(state.wave())
                        .number(state.waves())
                        .moment(state.sinceMillis())
                        .moment(state.startedAtMillis())
                        .moment(state.soakBeganAtMillis())
                        .moment(state.resumedAtMillis())
                        .moment(state.finishedAtMillis())
                        .number(state.resumesSeen())
                        .number(state.approvalsSeen())
                        .number(state.forgiven())
                        .text(json(state.baseline()))
                        .forecast(state.firstForecast())
                        .forecast(state.canaryForecast())
                        .number(term.epoch())
                        .number(revision)
                        .add();
            }
            row.send();
        }
    }

    /** Names of services are plain, so that nothing needs an escape. */
    private static String json(Map<String, Double> shares) {
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(shares)
                .forEach(
                        (service, share) ->
                                json.append(json.length() > 1 ? "," : "")
                                        .append('"')
                                        .append(service)
                                        .append("\":")
                                        .append(share));
        return json.append('}').toString();
    }

    private static List<Member> settledFirst(List<Member> members) {
        return members.stream()
                .sorted(Comparator.comparing((Member member) -> !member.state().isSettled()))
                .toList();
    }

    private static void members(Connection connection, long revision, List<Member> members)
            throws SQLException {
        try (RowBatch row = new RowBatch(connection, MEMBER)) {
            for (Member member : members) {
                row.text(member.rollout())
                        .text(member.rack())
                        .number(member.wave())
                        .text(member.state().name())
                        .number(member.retriesSeen())
                        .moment(member.begunAtMillis())
                        .moment(member.inServiceAtMillis())
                        .moment(member.firstTokenAtMillis())
                        .number(revision)
                        .add();
            }
            row.send();
        }
    }

    private static void racks(
            Connection connection, Term term, long revision, List<RackProgress> racks)
            throws SQLException {
        try (RowBatch row = new RowBatch(connection, RACK)) {
            for (RackProgress rack : racks) {
                row.text(rack.rack())
                        .text(rack.stage().name())
                        .text(rack.from().name())
                        .moment(rack.sinceMillis())
                        .text(rack.rollout())
                        .number(rack.wave());
                work(row, rack);
                row.number(rack.repairs())
                        .number(rack.heldWatts())
                        .number(rack.raisedWatts())
                        .moment(
                                rack.raisedAtMillis() == 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(rack.raisedAtMillis()))
                        .text(rack.firmware())
                        .flag(rack.leaked())
                        .number(term.epoch())
                        .number(revision)
                        .add();
            }
            row.send();
        }
    }

    private static void work(RowBatch row, RackProgress rack) throws SQLException {
        if (rack.work().isEmpty()) {
            row.none(Types.VARCHAR).number(0).flag(false).text("");
            row.moment(OptionalLong.empty())
                    .moment(OptionalLong.empty())
                    .moment(OptionalLong.empty())
                    .moment(OptionalLong.empty());
            return;
        }
        StageWork work = rack.work().get();
        row.text(work.target().name()).number(work.attempt());
        switch (work) {
            case StageWork.Waiting waiting ->
                    row.flag(false)
                            .text(waiting.reason())
                            .moment(waiting.begunAtMillis())
                            .moment(OptionalLong.empty())
                            .moment(OptionalLong.empty())
                            .moment(waiting.notBeforeMillis());
            case StageWork.Asked asked ->
                    row.flag(asked.inconclusive())
                            .text(asked.reason())
                            .moment(asked.begunAtMillis())
                            .moment(asked.askedAtMillis())
                            .moment(asked.deadlineMillis())
                            .moment(OptionalLong.empty());
        }
    }

    private static void runs(Connection connection, long revision, List<StageRun> runs)
            throws SQLException {
        try (RowBatch row = new RowBatch(connection, RUN)) {
            for (StageRun run : runs) {
                row.text(run.rollout())
                        .text(run.rack())
                        .number(run.wave())
                        .text(run.stage().name())
                        .number(run.attempt())
                        .moment(run.begunAtMillis())
                        .moment(run.askedAtMillis())
                        .moment(run.endedAtMillis())
                        .text(run.end().name())
                        .text(run.reason())
                        .number(revision)
                        .add();
            }
            row.send();
        }
    }

    private static void tickets(Connection connection, long revision, List<RepairTicket> tickets)
            throws SQLException {
        try (RowBatch row = new RowBatch(connection, TICKET)) {
            for (RepairTicket ticket : tickets) {
                row.text(ticket.id())
                        .text(ticket.rack())
                        .text(ticket.rollout())
                        .text(ticket.stage().name())
                        .text(ticket.cause())
                        .text(ticket.component())
                        .text(ticket.evidence())
                        .moment(ticket.openedAtMillis())
                        .moment(ticket.closedAtMillis())
                        .text(ticket.closing())
                        .number(revision)
                        .add();
            }
            row.send();
        }
    }
}
