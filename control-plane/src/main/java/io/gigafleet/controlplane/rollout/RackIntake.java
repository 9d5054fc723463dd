package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.schemas.RackStage;
import java.util.OptionalInt;

/** Begins the way of racks whose wave has begun, as far as limits let it. */
final class RackIntake {

    static final String MANIFEST_IS_GONE = "its manifest is gone";

    private final RolloutInput input;
    private final Draft draft;
    private final RackStepper stepper;
    private final OperatorOrders orders;
    private final InProgress inProgress;
    private final OrderedRollout rollout;

    RackIntake(
            RolloutInput input,
            Draft draft,
            RackStepper stepper,
            OperatorOrders orders,
            InProgress inProgress,
            OrderedRollout rollout) {
        this.input = input;
        this.draft = draft;
        this.stepper = stepper;
        this.orders = orders;
        this.inProgress = inProgress;
        this.rollout = rollout;
    }

    /** Takes a waiting rack and asks for its first stage, unless its row or loop is busy. */
    void takeIfThereIsRoom(Member member) {
        OptionalInt index = input.topology().rackNamed(member.rack());
        if (index.isEmpty()) {
            orders.skip(member, MANIFEST_IS_GONE);
            return;
        }
        RackSpot spot = input.topology().rack(index.getAsInt());
        if (!inProgress.takes(spot, rollout.spec().limits())) {
            return;
        }
        boolean isInServiceAtOnce = input.identities().get(index.getAsInt()).isInServiceAtOnce();
        RackProgress rack =
                draft.rack(member.rack())
                        .orElseGet(() -> RackProgress.untouched(spot, isInServiceAtOnce));
        draft.put(rack.takenBy(member, rollout.spec().firmware()));
        Member begun = member.begun(input.now());
        draft.put(begun);
        if (rack.stage() == RackStage.QUARANTINED) {
            stepper.reTest(begun, begun.retriesSeen(), "taken by rollout " + rollout.name());
        }
        stepper.proceed(rollout, draft.member(rollout.name(), begun.rack()).orElse(begun), true);
    }
}
