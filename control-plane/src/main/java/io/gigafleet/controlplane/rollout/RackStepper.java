package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.rollout.RolloutDecision.Move;
import io.gigafleet.schemas.RackStage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Moves one rack along its way: judges what was asked, takes the consequence, asks for what is next
 * once there is power and room for it.
 */
final class RackStepper {

    private static final String OVERDUE = "OVERDUE";
    private static final Duration FIRST_BACKOFF = Duration.ofMinutes(10);

    private final RolloutInput input;
    private final Draft draft;
    private final StageAsking asking;

    RackStepper(RolloutInput input, Draft draft, Ramp ramp) {
        this.input = input;
        this.draft = draft;
        this.asking = new StageAsking(input, draft, ramp);
    }

    /**
     * Judges what was asked of a rack, if anything was.
     *
     * @return why it can't be told how the rack fares; empty if it can
     */
    Optional<String> judge(OrderedRollout rollout, Member member) {
        RackProgress rack = draft.rack(member.rack()).orElseThrow();
        if (rack.asked().isPresent()) {
            return judge(rollout, member, spot(member.rack()), rack, rack.asked().get());
        }
        if (rack.isPowered() && rack.stage() != RackStage.IN_SERVICE) {
            rack.work().ifPresent(waiting -> lookAfter(member, rack, waiting));
        }
        return Optional.empty();
    }

    /** A rack that waits under power can leak or trip as well as one that is tested. */
    private void lookAfter(Member member, RackProgress rack, StageWork waiting) {
        input.signs()
                .of(member.rack())
                .alarm()
                .ifPresent(alarm -> quarantine(member, rack, waiting, alarm.quarantine()));
    }

    /**
     * Brings a rack on its way to its next stage.
     *
     * @param mayAsk whether the rollout may ask anything new of it
     */
    void proceed(OrderedRollout rollout, Member member, boolean mayAsk) {
        RackProgress rack = draft.rack(member.rack()).orElseThrow();
        if (rack.work().isEmpty()) {
            rack = begin(rollout, rack);
        }
        if (rack.work().orElse(null) instanceof StageWork.Waiting waiting) {
            if (mayAsk) {
                asking.ask(rollout, spot(member.rack()), rack, waiting);
            } else {
                draft.put(rack.with(waiting.because("waits for the rollout to be resumed")));
            }
        }
    }

    private RackProgress begin(OrderedRollout rollout, RackProgress rack) {
        Optional<RackStage> next = StageRules.after(rack.stage(), rollout.spec().kind());
        if (next.isEmpty()) {
            return rack;
        }
        RackProgress begun =
                rack.with(new StageWork.Waiting(next.get(), 1, input.now(), input.now(), "next"));
        draft.put(begun);
        return begun;
    }

    // What was asked
    // -------------------------------------------------------------------------------

    private Optional<String> judge(
            OrderedRollout rollout,
            Member member,
            RackSpot spot,
            RackProgress rack,
            StageWork.Asked work) {
        StageRule rule = StageRules.to(work.target());
        StageCase stageCase =
                new StageCase(
                        spot, identity(member.rack()), rack, work, input.signs().of(member.rack()));
        Outcome outcome =
                rule.asksTheAgent()
                        ? AgentWord.decides(rule, stageCase).orElseGet(() -> rule.judge(stageCase))
                        : rule.judge(stageCase);
        outcome = inTime(rule, work, stageCase, outcome);
        switch (outcome) {
            case Outcome.Stay stay -> draft.put(rack.with(work.because(stay.reason())));
            case Outcome.Advance advance -> advance(member, rack, work, advance.reason());
            case Outcome.Retry retry -> retry(rollout, member, rack, work, retry);
            case Outcome.Quarantine quarantine -> quarantine(member, rack, work, quarantine);
            case Outcome.Inconclusive inconclusive -> {
                draft.put(rack.with(work.unclear(inconclusive.reason())));
                return Optional.of(
                        "%s %s: %s".formatted(member.rack(), work.target(), inconclusive.reason()));
            }
        }
        return Optional.empty();
    }

    /** A stage that stays beyond its SLA did not go well, or nobody can say how it went. */
    private Outcome inTime(
            StageRule rule, StageWork.Asked work, StageCase stageCase, Outcome outcome) {
        if (!(outcome instanceof Outcome.Stay stay) || input.now() <= work.deadlineMillis()) {
            return outcome;
        }
        String late = "overdue: " + stay.reason();
        return rule.asksTheAgent() && stageCase.evidence().isHeard()
                ? new Outcome.Retry(OVERDUE, "", late)
                : new Outcome.Inconclusive(late);
    }

    private void advance(Member member, RackProgress rack, StageWork.Asked work, String evidence) {
        ended(member, work, StageRun.End.ADVANCE, evidence);
        moved(member, rack.stage(), work.target(), Move.Kind.ADVANCE, work.attempt(), evidence);
        draft.put(rack.reached(work.target(), input.now()));
        if (work.target() == RackStage.IN_SERVICE) {
            draft.put(member.done(input.now()));
            draft.openTicket(rack.rack())
                    .ifPresent(
                            ticket ->
                                    draft.put(
                                            ticket.closed(
                                                    "re-tested up to IN_SERVICE: " + evidence,
                                                    input.now())));
        }
    }

    private void retry(
            OrderedRollout rollout,
            Member member,
            RackProgress rack,
            StageWork.Asked work,
            Outcome.Retry retry) {
        int attempts = StageRules.terms(work.target(), rollout.spec()).attempts();
        if (work.attempt() >= attempts) {
            quarantine(
                    member,
                    rack,
                    work,
                    new Outcome.Quarantine(
                            retry.cause(),
                            retry.component(),
                            "%s; attempt %d of %d"
                                    .formatted(retry.reason(), work.attempt(), attempts)));
            return;
        }
        ended(member, work, StageRun.End.RETRY, retry.reason());
        moved(member, rack.stage(), rack.stage(), Move.Kind.RETRY, work.attempt(), retry.reason());
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(10, work.attempt() - 1));
        draft.put(
                rack.with(
                        new StageWork.Waiting(
                                work.target(),
                                work.attempt() + 1,
                                input.now(),
                                input.now() + input.pace().wallMillis(backoff),
                                "tries again after: " + retry.reason())));
    }

    private void quarantine(
            Member member, RackProgress rack, StageWork work, Outcome.Quarantine outcome) {
        ended(member, work, StageRun.End.QUARANTINE, outcome.reason());
        moved(
                member,
                rack.stage(),
                RackStage.QUARANTINED,
                Move.Kind.QUARANTINE,
                work.attempt(),
                outcome.cause() + ": " + outcome.reason());
        boolean leaks = outcome.cause().equals(RackEvidence.Fault.LEAK.name());
        draft.put(rack.reached(RackStage.QUARANTINED, input.now()).leaking(leaks));
        draft.put(member.in(Member.State.QUARANTINED));
        String ticketId = "%s/%s/%d".formatted(member.rollout(), rack.rack(), rack.repairs() + 1);
        draft.openTicket(rack.rack())
                .ifPresent(
                        before ->
                                draft.put(
                                        before.closed(
                                                "not repaired: failed again to reach %s, see %s"
                                                        .formatted(work.target(), ticketId),
                                                input.now())));
        draft.put(
                new RepairTicket(
                        ticketId,
                        rack.rack(),
                        member.rollout(),
                        work.target(),
                        outcome.cause(),
                        outcome.component(),
                        outcome.reason(),
                        input.now(),
                        OptionalLong.empty(),
                        ""));
    }

    // What is over
    // ---------------------------------------------------------------------------------

    /** Takes back an order to a rack that leaves the rollout; power falls once it is proven off. */
    void cancel(Member member, String why) {
        RackProgress rack = draft.rack(member.rack()).orElseThrow();
        rack.work().ifPresent(work -> ended(member, work, StageRun.End.CANCEL, why));
        draft.put(rack.withoutWork());
    }

    /** Sends a repaired rack through its tests again. */
    void reTest(Member member, int retries, String why) {
        RackProgress rack = draft.rack(member.rack()).orElseThrow();
        RackStage from = StageRules.reTestFrom(rack.from());
        moved(member, RackStage.QUARANTINED, from, Move.Kind.RETURN, 0, why);
        draft.put(rack.reached(from, input.now()).repaired());
        draft.put(member.sawRetries(retries).in(Member.State.ACTIVE));
    }

    /** Tries a stage again whose evidence nobody could make sense of, after a person has looked. */
    void tryAgain(Member member, int retries, String why) {
        RackProgress rack = draft.rack(member.rack()).orElseThrow();
        rack.work()
                .ifPresent(
                        work -> {
                            ended(member, work, StageRun.End.RETRY, why);
                            moved(
                                    member,
                                    rack.stage(),
                                    rack.stage(),
                                    Move.Kind.RETRY,
                                    work.attempt(),
                                    why);
                            draft.put(
                                    rack.with(
                                                    new StageWork.Waiting(
                                                            work.target(),
                                                            1,
                                                            input.now(),
                                                            input.now(),
                                                            "tries again: " + why))
                                            .repaired());
                        });
        draft.put(member.sawRetries(retries));
    }

    private void ended(Member member, StageWork work, StageRun.End end, String reason) {
        draft.add(
                new StageRun(
                        member.rollout(),
                        member.rack(),
                        member.wave(),
                        work.target(),
                        work.attempt(),
                        work.begunAtMillis(),
                        work instanceof StageWork.Asked asked
                                ? OptionalLong.of(asked.askedAtMillis())
                                : OptionalLong.empty(),
                        input.now(),
                        end,
                        reason));
    }

    private void moved(
            Member member,
            RackStage from,
            RackStage to,
            Move.Kind kind,
            int attempt,
            String reason) {
        draft.add(
                new Move(
                        member.rollout(),
                        member.rack(),
                        member.wave(),
                        from,
                        to,
                        kind,
                        attempt,
                        reason));
    }

    private int index(String rack) {
        return input.topology().rackNamed(rack).orElseThrow();
    }

    private RackSpot spot(String rack) {
        return input.topology().rack(index(rack));
    }

    private RackIdentity identity(String rack) {
        return input.identities().get(index(rack));
    }
}
