package io.gigafleet.controlplane.rollout;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Does to the racks of one rollout what operators have ordered. */
final class OperatorOrders {

    private final Draft draft;
    private final RackStepper stepper;
    private final OrderedRollout rollout;
    private final Predicate<String> hasRoom;

    /**
     * @param hasRoom takes room for a rack in its row and on its loop, if there is any
     */
    OperatorOrders(
            Draft draft, RackStepper stepper, OrderedRollout rollout, Predicate<String> hasRoom) {
        this.hasRoom = hasRoom;
        this.draft = draft;
        this.stepper = stepper;
        this.rollout = rollout;
    }

    /** An operator's reason as the end of a sentence, if one was given. */
    static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    /** Obeys the orders for single racks that were not obeyed yet, in order of their names. */
    void obeyForRacks() {
        new TreeMap<>(rollout.racks()).forEach(this::obey);
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
                case QUARANTINED -> {
                    // Without room the order stands and is obeyed later.
                    if (hasRoom.test(rack)) {
                        stepper.reTest(
                                member, order.retries(), "repaired" + because(order.reason()));
                    }
                }
                case ACTIVE -> tryAgain(member, order);
                case WAITING, DONE, SKIPPED, LEFT -> draft.put(member.sawRetries(order.retries()));
            }
        }
    }

    /** Only what nobody could judge is tried again: meanwhile the rack may have gone on. */
    private void tryAgain(Member member, OrderedRollout.RackOrder order) {
        boolean isInconclusive =
                draft.rack(member.rack())
                        .flatMap(RackProgress::asked)
                        .map(StageWork.Asked::inconclusive)
                        .orElse(false);
        if (isInconclusive) {
            stepper.tryAgain(member, order.retries(), "ordered" + because(order.reason()));
        } else {
            draft.put(member.sawRetries(order.retries()));
        }
    }

    /** Leaves a rack out that is not done. */
    void skip(Member member, String why) {
        switch (member.state()) {
            case ACTIVE -> {
                stepper.cancel(member, why);
                draft.put(member.in(Member.State.SKIPPED));
            }
            case WAITING, QUARANTINED -> draft.put(member.in(Member.State.SKIPPED));
            case DONE, SKIPPED, LEFT -> {}
        }
    }

    /** Leaves every rack that has not settled where it is. */
    void leaveAll(String why) {
        for (Member member : List.copyOf(draft.members(rollout.name()))) {
            if (member.state() == Member.State.ACTIVE) {
                stepper.cancel(member, why);
            }
            if (!member.state().isSettled()) {
                draft.put(member.in(Member.State.LEFT));
            }
        }
    }
}
