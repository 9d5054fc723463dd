package io.gigafleet.controlplane.rollout;

/**
 * Decides what every rollout does next. Pure: equal input gives an equal decision.
 *
 * <p>In order, for each rollout by name: operators' orders; the racks on their way, one step each,
 * which may find that the evidence says nothing (a pause); the failure budget (a pause); the racks
 * whose turn it is; and once a wave has settled, its soak and its gate. A pause asks nothing new of
 * any rack; what was asked goes on and is judged.
 */
public final class RolloutDecider {

    private RolloutDecider() {}

    /** One round. */
    public static RolloutDecision decide(RolloutInput input) {
        Draft draft = new Draft(input.memory());
        Ramp ramp = new Ramp(input.memory().racks().values(), input.pace(), input.now());
        RackStepper stepper = new RackStepper(input, draft, ramp);
        InProgress inProgress = InProgress.of(input);
        PowerRelease.of(input, draft);
        for (OrderedRollout rollout : input.rollouts()) {
            new RolloutRound(input, draft, stepper, inProgress, rollout).decide();
        }
        return draft.decision();
    }
}
