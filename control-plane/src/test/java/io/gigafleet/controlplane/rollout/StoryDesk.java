package io.gigafleet.controlplane.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Remembers what was decided, as the leader and the ledger do. */
final class StoryDesk {

    private final Map<String, RolloutState> states = new HashMap<>();
    private final Map<String, TreeMap<String, Member>> members = new HashMap<>();
    private final TreeMap<String, RackProgress> racks = new TreeMap<>();
    private final TreeMap<String, RepairTicket> tickets = new TreeMap<>();
    private final List<StageRun> runs = new ArrayList<>();
    private final List<RolloutDecision.Move> moves = new ArrayList<>();

    RolloutMemory memory() {
        Map<String, RepairTicket> open = new HashMap<>();
        tickets.values().stream()
                .filter(RepairTicket::isOpen)
                .forEach(ticket -> open.put(ticket.rack(), ticket));
        return new RolloutMemory(states, members, racks, open);
    }

    void commit(RolloutDecision decision) {
        decision.states().forEach(state -> states.put(state.rollout(), state));
        decision.members()
                .forEach(
                        member ->
                                members.computeIfAbsent(
                                                member.rollout(), ignored -> new TreeMap<>())
                                        .put(member.rack(), member));
        decision.racks().forEach(rack -> racks.put(rack.rack(), rack));
        decision.tickets().forEach(ticket -> tickets.put(ticket.id(), ticket));
        runs.addAll(decision.runs());
        moves.addAll(decision.moves());
    }

    /** In order of their names. */
    List<RepairTicket> tickets() {
        return List.copyOf(tickets.values());
    }

    /** In the order in which they ended. */
    List<StageRun> runs() {
        return List.copyOf(runs);
    }

    List<RolloutDecision.Move> moves() {
        return List.copyOf(moves);
    }
}
