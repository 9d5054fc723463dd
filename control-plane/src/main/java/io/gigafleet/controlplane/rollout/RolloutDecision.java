package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.util.List;

/**
 * What one round decided: everything that is new or differs from the memory it was given.
 *
 * @param runs attempts that ended
 * @param tickets opened or closed
 * @param moves racks that changed their stage, or try again
 */
public record RolloutDecision(
        List<RolloutState> states,
        List<Member> members,
        List<RackProgress> racks,
        List<StageRun> runs,
        List<RepairTicket> tickets,
        List<Move> moves) {

    /** Nothing. */
    public static final RolloutDecision NONE =
            new RolloutDecision(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public RolloutDecision {
        states = List.copyOf(states);
        members = List.copyOf(members);
        racks = List.copyOf(racks);
        runs = List.copyOf(runs);
        tickets = List.copyOf(tickets);
        moves = List.copyOf(moves);
    }

    public boolean isEmpty() {
        return states.isEmpty()
                && members.isEmpty()
                && racks.isEmpty()
                && runs.isEmpty()
                && tickets.isEmpty()
                && moves.isEmpty();
    }

    /**
     * A rack's move, for the audit log and for events.
     *
     * @param what ADVANCE, RETRY, QUARANTINE or, after a repair, RETURN
     */
    public record Move(
            String rollout,
            String rack,
            int wave,
            RackStage from,
            RackStage stage,
            Kind what,
            int attempt,
            String reason) {

        /** How a rack moved. */
        public enum Kind {
            ADVANCE,
            RETRY,
            QUARANTINE,
            RETURN
        }
    }
}
