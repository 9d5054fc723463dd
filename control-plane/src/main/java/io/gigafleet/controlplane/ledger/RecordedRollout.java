package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageRun;
import io.gigafleet.controlplane.rollout.StageWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided of one rollout, as of one moment.
 *
 * @param state empty: it has not begun
 * @param members by wave and name
 * @param racks the members' progress, by rack; one no rollout has touched is not in it
 * @param openTickets by rack
 * @param runs attempts at stages that have ended, in order; empty if they were not asked for
 */
public record RecordedRollout(
        Optional<RolloutState> state,
        List<Member> members,
        Map<String, RackProgress> racks,
        Map<String, RepairTicket> openTickets,
        List<StageRun> runs) {

    public RecordedRollout {
        members = List.copyOf(members);
        racks = Map.copyOf(racks);
        openTickets = Map.copyOf(openTickets);
        runs = List.copyOf(runs);
    }

    /** What its racks are at, by rack; a rack that another rollout has moved since is not in it. */
    public Map<String, StageWork> works() {
        Map<String, StageWork> works = new HashMap<>();
        for (RackProgress rack : racks.values()) {
            if (state.filter(known -> known.rollout().equals(rack.rollout())).isPresent()) {
                rack.work().ifPresent(work -> works.put(rack.rack(), work));
            }
        }
        return works;
    }
}
