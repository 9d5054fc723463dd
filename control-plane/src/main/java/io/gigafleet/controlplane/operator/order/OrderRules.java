package io.gigafleet.controlplane.operator.order;

import io.gigafleet.controlplane.ledger.RolloutOrder;
import io.gigafleet.controlplane.ledger.RolloutStandings.Begun;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.OrderedRollout.Orders;
import io.gigafleet.controlplane.rollout.OrderedRollout.RackOrder;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import java.util.Optional;

/** Whether an order makes sense where the rollout and the rack stand now. */
final class OrderRules {

    private OrderRules() {}

    /**
     * Where a rollout stands.
     *
     * @param begun empty: the leader has not begun it
     */
    record RolloutNow(String name, Orders orders, Optional<Begun> begun) {

        boolean isIn(Phase phase) {
            return begun.map(Begun::phase).filter(phase::equals).isPresent();
        }

        boolean isOver() {
            return orders.aborted() || begun.map(Begun::isFinished).orElse(false);
        }

        /** As answers name it. */
        String phaseWord() {
            if (orders.aborted()) {
                return "ABORTED";
            }
            return begun.map(at -> at.phase().name()).orElse("PENDING");
        }
    }

    /**
     * Where a rack stands in the rollout.
     *
     * @param retriesSeen how many orders to try again were obeyed
     * @param inconclusive whether the evidence does not say how it is
     */
    record RackNow(
            String name,
            RackOrder order,
            Member.State state,
            int retriesSeen,
            boolean inconclusive) {}

    static Verdict verdict(RolloutOrder order, RolloutNow rollout) {
        return switch (order) {
            case RolloutOrder.Pause ignored -> pause(rollout);
            case RolloutOrder.Resume ignored -> resume(rollout);
            case RolloutOrder.Abort ignored -> abort(rollout);
            case RolloutOrder.Approve ignored -> approve(rollout);
            case RolloutOrder.OfRack ofRack ->
                    throw new IllegalArgumentException("no rack is given for " + ofRack);
        };
    }

    static Verdict verdict(RolloutOrder.OfRack order, RolloutNow rollout, RackNow rack) {
        return switch (order) {
            case RolloutOrder.Retry ignored -> retry(rollout, rack);
            case RolloutOrder.Skip ignored -> skip(rollout, rack);
        };
    }

    private static Verdict pause(RolloutNow rollout) {
        if (rollout.isOver()) {
            return over(rollout, "there is nothing to pause");
        }
        return rollout.orders().held()
                ? refused(
                        "Rollout '%s' is held by an operator already. Resume it when it may go on.",
                        rollout.name())
                : Verdict.ACCEPTED;
    }

    private static Verdict resume(RolloutNow rollout) {
        if (rollout.isOver()) {
            return over(rollout, "it can't be resumed; declare another rollout");
        }
        if (rollout.orders().held()) {
            return Verdict.ACCEPTED;
        }
        if (!rollout.isIn(Phase.PAUSED)) {
            return refused(
                    "Rollout '%s' is %s, not paused. There is nothing to resume.",
                    rollout.name(), rollout.phaseWord());
        }
        return rollout.orders().resumes() > rollout.begun().map(Begun::resumesSeen).orElse(0)
                ? Verdict.ALREADY_GIVEN
                : Verdict.ACCEPTED;
    }

    private static Verdict abort(RolloutNow rollout) {
        return rollout.isOver() ? over(rollout, "there is nothing to abort") : Verdict.ACCEPTED;
    }

    private static Verdict approve(RolloutNow rollout) {
        if (rollout.orders().aborted() || !rollout.isIn(Phase.AWAITING_APPROVAL)) {
            return refused(
                    "Rollout '%s' is %s. Approve it when it is AWAITING_APPROVAL.",
                    rollout.name(), rollout.phaseWord());
        }
        return rollout.orders().approvals() > rollout.begun().map(Begun::approvalsSeen).orElse(0)
                ? Verdict.ALREADY_GIVEN
                : Verdict.ACCEPTED;
    }

    private static Verdict retry(RolloutNow rollout, RackNow rack) {
        if (rollout.isOver()) {
            return over(
                    rollout, "declare another rollout with racks: {names: [" + rack.name() + "]}");
        }
        if (rack.order().skipped()) {
            return refused(
                    "Rack '%s' was skipped in rollout '%s'. Declare another rollout with racks:"
                            + " {names: [%1$s]}.",
                    rack.name(), rollout.name());
        }
        if (rack.order().retries() > rack.retriesSeen()) {
            return Verdict.ALREADY_GIVEN;
        }
        return rack.state() == Member.State.QUARANTINED || rack.inconclusive()
                ? Verdict.ACCEPTED
                : refused(
                        "Rack '%s' is %s in rollout '%s'. Only a rack that is QUARANTINED, or whose"
                                + " stage is inconclusive, is tried again.",
                        rack.name(), rack.state(), rollout.name());
    }

    private static Verdict skip(RolloutNow rollout, RackNow rack) {
        if (rollout.isOver()) {
            return over(rollout, "there is nothing left to skip");
        }
        if (rack.order().skipped() && rack.state() != Member.State.SKIPPED) {
            return Verdict.ALREADY_GIVEN;
        }
        return switch (rack.state()) {
            case WAITING, ACTIVE, QUARANTINED -> Verdict.ACCEPTED;
            case DONE, SKIPPED, LEFT ->
                    refused(
                            "Rack '%s' is %s in rollout '%s'. There is nothing left to skip.",
                            rack.name(), rack.state(), rollout.name());
        };
    }

    private static Verdict over(RolloutNow rollout, String advice) {
        return refused("Rollout '%s' is %s: %s.", rollout.name(), rollout.phaseWord(), advice);
    }

    private static Verdict refused(String format, Object... arguments) {
        return new Verdict.Refused(format.formatted(arguments));
    }
}
