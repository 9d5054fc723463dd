package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.rollout.RolloutState.Pause;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what every rollout does next. Pure: equal input gives an equal decision.
 *
 * <p>In order, for each rollout by name: operators' orders; the racks on their way, one step each,
 * which may find that the evidence says nothing (a pause); the failure budget (a pause); the racks
 * whose turn it is; and once a wave has settled, its soak and its gate. A pause asks nothing new of
 * any rack; what was asked goes on and is judged.
 */
public final class RolloutDecider {

    /** First tokens are looked for so long after a rollout is over. */
    private static final long FIRST_TOKEN_MILLIS = 3_600_000;

    private static final String MANIFEST_IS_GONE = "its manifest is gone";

    private RolloutDecider() {}

    /** One round. */
    public static RolloutDecision decide(RolloutInput input) {
        Draft draft = new Draft(input.memory());
        Ramp ramp = new Ramp(input.memory().racks().values(), input.pace(), input.now());
        RackStepper stepper = new RackStepper(input, draft, ramp);
        InProgress inProgress = InProgress.of(input);
        PowerRelease.of(input, draft);
        for (OrderedRollout rollout : input.rollouts()) {
            new OneRollout(input, draft, stepper, inProgress, rollout).decide();
        }
        return draft.decision();
    }

    /** The round of one rollout. */
    private static final class OneRollout {

        private final RolloutInput input;
        private final Draft draft;
        private final RackStepper stepper;
        private final InProgress inProgress;
        private final OrderedRollout rollout;
        private final long now;
        private RolloutState state;

        OneRollout(
                RolloutInput input,
                Draft draft,
                RackStepper stepper,
                InProgress inProgress,
                OrderedRollout rollout) {
            this.input = input;
            this.draft = draft;
            this.stepper = stepper;
            this.inProgress = inProgress;
            this.rollout = rollout;
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
            if (isRecent()) {
                noteFirstTokens();
            }
            draft.put(state);
        }

        /** Racks of a finished rollout may get their first replica a while later. */
        private boolean isRecent() {
            return state.finishedAtMillis().isEmpty()
                    || now - state.finishedAtMillis().getAsLong() < FIRST_TOKEN_MILLIS;
        }

        // Orders
        // -----------------------------------------------------------------------------------

        private void obeyOrders() {
            OrderedRollout.Orders orders = rollout.orders();
            if (orders.aborted()) {
                abort(orders.reason());
                return;
            }
            if (orders.resumes() > state.resumesSeen()) {
                state =
                        state.resumed(
                                orders.resumes(),
                                count(Member.State.QUARANTINED),
                                baselineAfterResume(),
                                "resumed" + because(orders.reason()),
                                now);
            }
            if (orders.held() && state.pause() != Pause.OPERATOR) {
                pause(Pause.OPERATOR, "paused by an operator" + because(orders.reason()));
            }
            rollout.racks().forEach(this::obey);
        }

        /** Who resumes over a gate that is shut takes services as they are now. */
        private Map<String, Double> baselineAfterResume() {
            return state.isPausedByItsGate()
                    ? WaveGate.baseline(input.services())
                    : state.baseline();
        }

        private static String because(String reason) {
            return reason.isEmpty() ? "" : ": " + reason;
        }

        private void abort(String reason) {
            for (Member member : List.copyOf(draft.members(rollout.name()))) {
                if (member.state() == Member.State.ACTIVE) {
                    stepper.cancel(member, "rollout aborted" + because(reason));
                }
                if (!member.state().isSettled()) {
                    draft.put(member.in(Member.State.LEFT));
                }
            }
            state = state.in(Phase.ABORTED, "aborted" + because(reason), now);
        }

        private void obey(String rack, OrderedRollout.RackOrder order) {
            Optional<Member> found = draft.member(rollout.name(), rack);
            if (found.isEmpty()) {
                return;
            }
            Member member = found.get();
            if (order.skipped()) {
                skip(member, "skipped" + because(order.reason()));
            } else if (order.retries() > member.retriesSeen()) {
                switch (member.state()) {
                    case QUARANTINED ->
                            stepper.reTest(
                                    member, order.retries(), "repaired" + because(order.reason()));
                    case ACTIVE ->
                            stepper.tryAgain(
                                    member, order.retries(), "ordered" + because(order.reason()));
                    case WAITING, DONE, SKIPPED, LEFT ->
                            draft.put(member.sawRetries(order.retries()));
                }
            }
        }

        private void skip(Member member, String why) {
            switch (member.state()) {
                case ACTIVE -> {
                    stepper.cancel(member, why);
                    draft.put(member.in(Member.State.SKIPPED));
                }
                case WAITING, QUARANTINED -> draft.put(member.in(Member.State.SKIPPED));
                case DONE, SKIPPED, LEFT -> {}
            }
        }

        // Racks
        // ------------------------------------------------------------------------------------

        private void judgeRacks() {
            List<String> unclear = new ArrayList<>();
            for (Member member : draft.members(rollout.name())) {
                if (member.state() == Member.State.ACTIVE) {
                    if (spot(member.rack()).isEmpty()) {
                        skip(member, MANIFEST_IS_GONE);
                    } else {
                        stepper.judge(rollout, member).ifPresent(unclear::add);
                    }
                }
            }
            state = state.forgivingAtMost(count(Member.State.QUARANTINED));
            if (!unclear.isEmpty() && !state.isPaused()) {
                pause(
                        Pause.INCONCLUSIVE,
                        unclear.getFirst()
                                + (unclear.size() == 1
                                        ? ""
                                        : " (and %d more)".formatted(unclear.size() - 1)));
            }
            if (!state.isPaused()) {
                FailureBudget.exceeded(rollout.spec().failures(), unforgiven(), touched())
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

        private int unforgiven() {
            return count(Member.State.QUARANTINED) - state.forgiven();
        }

        private int touched() {
            int touched = 0;
            for (Member member : draft.members(rollout.name())) {
                touched +=
                        switch (member.state()) {
                            case ACTIVE, DONE, QUARANTINED -> 1;
                            case WAITING, SKIPPED, LEFT -> 0;
                        };
            }
            return touched;
        }

        private int count(Member.State wanted) {
            int count = 0;
            for (Member member : draft.members(rollout.name())) {
                count += member.state() == wanted ? 1 : 0;
            }
            return count;
        }

        private void checkDeadline() {
            Optional<Instant> deadline = rollout.spec().deadlineAt();
            if (state.isPaused() || deadline.isEmpty()) {
                return;
            }
            long millis = deadline.get().toEpochMilli();
            boolean isKnown =
                    state.resumedAtMillis().isPresent()
                            && state.resumedAtMillis().getAsLong() > millis;
            if (now > millis && !isKnown) {
                pause(Pause.DEADLINE, "the deadline was " + rollout.spec().deadline());
            }
        }

        private void noteFirstTokens() {
            for (Member member : draft.members(rollout.name())) {
                if (member.state() == Member.State.DONE
                        && member.firstTokenAtMillis().isEmpty()
                        && input.signs().servesTokens(member.rack())) {
                    draft.put(member.servedFirstToken(now));
                }
            }
        }

        // Waves
        // ------------------------------------------------------------------------------------

        private void run() {
            Collection<Member> members = draft.members(rollout.name());
            boolean isSettled = true;
            for (Member member : members) {
                if (member.wave() <= state.wave() && !member.state().isSettled()) {
                    isSettled = false;
                    if (member.state() == Member.State.WAITING) {
                        beginIfThereIsRoom(member);
                    }
                }
            }
            if (isSettled) {
                state = state.in(Phase.SOAKING, "wave %d has settled".formatted(state.wave()), now);
                if (state.wave() == 1) {
                    state =
                            state.forecastAfterCanary(
                                    forecast()
                                            .later(input.pace().wallMillis(rollout.spec().soak())));
                }
            }
        }

        private void beginIfThereIsRoom(Member member) {
            Optional<RackSpot> spot = spot(member.rack());
            if (spot.isEmpty()) {
                skip(member, MANIFEST_IS_GONE);
                return;
            }
            if (!inProgress.takes(spot.get(), rollout.spec().limits())) {
                return;
            }
            RackProgress rack =
                    draft.rack(member.rack())
                            .orElseGet(
                                    () ->
                                            RackProgress.untouched(
                                                    spot.get(), isInServiceAtOnce(member.rack())));
            draft.put(rack.takenBy(member, rollout.spec().firmware()));
            Member begun = member.begun(now);
            draft.put(begun);
            if (rack.stage() == RackStage.QUARANTINED) {
                stepper.reTest(begun, begun.retriesSeen(), "taken by rollout " + rollout.name());
            }
            stepper.proceed(
                    rollout, draft.member(rollout.name(), begun.rack()).orElse(begun), true);
        }

        private void soak() {
            if (!allSettled()) {
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

        private boolean allSettled() {
            for (Member member : draft.members(rollout.name())) {
                if (member.wave() <= state.wave() && !member.state().isSettled()) {
                    return false;
                }
            }
            return true;
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
                nextWave("approved" + because(rollout.orders().reason()));
            }
        }

        private void nextWave(String why) {
            Map<String, Double> baseline = WaveGate.baseline(input.services());
            state = state.nextWave(baseline, why, now);
        }

        private void pause(Pause pause, String reason) {
            state = state.paused(pause, reason, now);
        }

        private Optional<RackSpot> spot(String rack) {
            var index = input.topology().rackNamed(rack);
            return index.isPresent()
                    ? Optional.of(input.topology().rack(index.getAsInt()))
                    : Optional.empty();
        }

        private boolean isInServiceAtOnce(String rack) {
            var index = input.topology().rackNamed(rack);
            return input.identities().get(index.orElseThrow()).isInServiceAtOnce();
        }
    }
}
