package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RolloutState.Pause;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.manifest.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One rollout's part of a round, in the order that {@link RolloutDecider} tells. */
final class RolloutRound {

    private final RolloutInput input;
    private final Draft draft;
    private final RackStepper stepper;
    private final OperatorOrders orders;
    private final RackIntake intake;
    private final OrderedRollout rollout;
    private final long now;
    private RolloutState state;

    RolloutRound(
            RolloutInput input,
            Draft draft,
            RackStepper stepper,
            InProgress inProgress,
            OrderedRollout rollout) {
        this.input = input;
        this.draft = draft;
        this.stepper = stepper;
        this.rollout = rollout;
        this.orders =
                new OperatorOrders(
                        draft,
                        stepper,
                        rollout,
                        rack ->
                                input.topology().rackNamed(rack).stream()
                                        .mapToObj(input.topology()::rack)
                                        .anyMatch(
                                                spot ->
                                                        inProgress.takes(
                                                                spot, rollout.spec().limits())));
        this.intake = new RackIntake(input, draft, stepper, orders, inProgress, rollout);
        this.now = input.now();
        this.state = draft.state(rollout.name()).orElseGet(this::begin);
    }

    private RolloutState begin() {
        List<List<String>> waves =
                WavePlan.of(
                        RackChoice.of(rollout.spec(), input.topology(), input.identities()),
                        rollout.spec().canary(),
                        rollout.spec().growth(),
                        input.topology(),
                        input.identities());
        for (int wave = 0; wave < waves.size(); wave++) {
            for (String rack : waves.get(wave)) {
                draft.put(Member.waiting(rollout.name(), rack, wave + 1));
            }
        }
        return RolloutState.begun(
                rollout.name(),
                Math.max(1, waves.size()),
                WaveGate.baseline(input.services()),
                forecast(),
                now);
    }

    private Forecast forecast() {
        return Forecasts.of(
                rollout.spec(),
                draft.members(rollout.name()),
                rack -> draft.rack(rack),
                input.topology(),
                input.pace(),
                now);
    }

    void decide() {
        if (!state.isFinished()) {
            obeyOrders();
        }
        if (!state.isFinished()) {
            judgeRacks();
            checkDeadline();
            letRacksProceed();
            switch (state.phase()) {
                case RUNNING -> run();
                case SOAKING -> soak();
                case AWAITING_APPROVAL -> awaitApproval();
                case PAUSED, COMPLETED, ABORTED -> {}
            }
        }
        FirstTokens.note(input, draft, state);
        draft.put(state);
    }

    // Orders
    // -----------------------------------------------------------------------------------

    private void obeyOrders() {
        OrderedRollout.Orders ordered = rollout.orders();
        if (ordered.aborted()) {
            abort(ordered.reason());
            return;
        }
        if (ordered.resumes() > state.resumesSeen()) {
            state =
                    state.resumed(
                            ordered.resumes(),
                            tally().in(Member.State.QUARANTINED),
                            baselineAfterResume(),
                            "resumed" + OperatorOrders.because(ordered.reason()),
                            now);
        }
        if (ordered.held() && state.pause() != Pause.OPERATOR) {
            pause(
                    Pause.OPERATOR,
                    "paused by an operator" + OperatorOrders.because(ordered.reason()));
        }
        orders.obeyForRacks();
    }

    /** Who resumes over a gate that is shut takes services as they are now. */
    private Map<String, Double> baselineAfterResume() {
        return state.isPausedByItsGate() ? WaveGate.baseline(input.services()) : state.baseline();
    }

    private void abort(String reason) {
        orders.leaveAll("rollout aborted" + OperatorOrders.because(reason));
        state = state.in(Phase.ABORTED, "aborted" + OperatorOrders.because(reason), now);
    }

    // Racks
    // ------------------------------------------------------------------------------------

    private void judgeRacks() {
        List<String> unclear = new ArrayList<>();
        for (Member member : draft.members(rollout.name())) {
            if (member.state() == Member.State.ACTIVE) {
                if (input.topology().rackNamed(member.rack()).isEmpty()) {
                    orders.skip(member, RackIntake.MANIFEST_IS_GONE);
                } else {
                    stepper.judge(rollout, member).ifPresent(unclear::add);
                }
            }
        }
        state = state.forgivingAtMost(tally().in(Member.State.QUARANTINED));
        if (!unclear.isEmpty() && !state.isPaused()) {
            pause(
                    Pause.INCONCLUSIVE,
                    unclear.getFirst()
                            + (unclear.size() == 1
                                    ? ""
                                    : " (and %d more)".formatted(unclear.size() - 1)));
        }
        if (!state.isPaused()) {
            FailureBudget.exceeded(
                            rollout.spec().failures(),
                            tally().in(Member.State.QUARANTINED) - state.forgiven(),
                            tally().touched())
                    .or(this::kinFailure)
                    .ifPresent(breach -> pause(Pause.BREACH, breach));
        }
    }

    private Optional<String> kinFailure() {
        return KinFailure.among(
                draft.members(rollout.name()),
                draft::openTicket,
                rack -> input.identities().get(input.topology().rackNamed(rack).orElseThrow()),
                state.resumedAtMillis());
    }

    /** Once all are judged, so that a pause stops every one of them. */
    private void letRacksProceed() {
        for (Member member : draft.members(rollout.name())) {
            if (member.state() == Member.State.ACTIVE) {
                stepper.proceed(rollout, member, mayAsk());
            }
        }
    }

    private boolean mayAsk() {
        return switch (state.phase()) {
            case RUNNING, SOAKING, AWAITING_APPROVAL -> true;
            case PAUSED, COMPLETED, ABORTED -> false;
        };
    }

    private void checkDeadline() {
        Optional<Instant> deadline = rollout.spec().deadlineAt();
        if (state.isPaused() || deadline.isEmpty()) {
            return;
        }
        long millis = deadline.get().toEpochMilli();
        boolean isKnown =
                state.resumedAtMillis().isPresent() && state.resumedAtMillis().getAsLong() > millis;
        if (now > millis && !isKnown) {
            pause(Pause.DEADLINE, "the deadline was " + rollout.spec().deadline());
        }
    }

    // Waves
    // ------------------------------------------------------------------------------------

    private void run() {
        boolean isSettled = tally().isSettled(state.wave());
        for (Member member : draft.members(rollout.name())) {
            if (member.wave() <= state.wave() && member.state() == Member.State.WAITING) {
                intake.takeIfThereIsRoom(member);
            }
        }
        if (isSettled) {
            state = state.in(Phase.SOAKING, "wave %d has settled".formatted(state.wave()), now);
            if (state.wave() == 1) {
                state =
                        state.forecastAfterCanary(
                                forecast().later(input.pace().wallMillis(rollout.spec().soak())));
            }
        }
    }

    private void soak() {
        if (!tally().isSettled(state.wave())) {
            state = state.in(Phase.RUNNING, "a repaired rack is on its way again", now);
            return;
        }
        long began = state.soakBeganAtMillis().orElse(state.sinceMillis());
        if (now - began < input.pace().wallMillis(rollout.spec().soak())) {
            return;
        }
        List<String> inService =
                draft.members(rollout.name()).stream()
                        .filter(member -> member.wave() == state.wave())
                        .filter(member -> member.state() == Member.State.DONE)
                        .map(Member::rack)
                        .toList();
        WaveGate.Verdict verdict =
                WaveGate.judge(
                        inService,
                        input.signs(),
                        rollout.spec().firmware(),
                        state.baseline(),
                        input.services());
        switch (verdict) {
            case WaveGate.Verdict.Open open -> pass(open.reason());
            case WaveGate.Verdict.Shut shut ->
                    pause(
                            Pause.BREACH,
                            "gate of wave %d: %s".formatted(state.wave(), shut.reason()));
            case WaveGate.Verdict.CannotTell cannot ->
                    pause(
                            Pause.INCONCLUSIVE,
                            "gate of wave %d: %s".formatted(state.wave(), cannot.reason()));
        }
    }

    private void pass(String evidence) {
        if (state.wave() == state.waves()) {
            state = state.in(Phase.COMPLETED, evidence, now);
            return;
        }
        switch (rollout.spec().mode()) {
            case AUTOMATIC -> nextWave(evidence);
            case APPROVAL -> {
                state = state.in(Phase.AWAITING_APPROVAL, evidence, now);
                awaitApproval();
            }
        }
    }

    private void awaitApproval() {
        if (rollout.spec().mode() == Rollout.Mode.AUTOMATIC) {
            nextWave("approval is no longer asked for");
            return;
        }
        if (rollout.orders().approvals() > state.approvalsSeen()) {
            state = state.approved(rollout.orders().approvals());
            nextWave("approved" + OperatorOrders.because(rollout.orders().reason()));
        }
    }

    private void nextWave(String why) {
        Map<String, Double> baseline = WaveGate.baseline(input.services());
        state = state.nextWave(baseline, why, now);
    }

    private void pause(Pause pause, String reason) {
        state = state.paused(pause, reason, now);
    }

    private Tally tally() {
        return new Tally(draft.members(rollout.name()));
    }
}
