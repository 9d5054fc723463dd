package io.gigafleet.bench.rollout;

import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutMemory;
import io.gigafleet.controlplane.rollout.RolloutState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was committed, as the ledger would hold it. */
final class Desk {

    private final Map<String, RolloutState> states = new HashMap<>();
    private final Map<String, TreeMap<String, Member>> members = new HashMap<>();
    private final TreeMap<String, RackProgress> racks = new TreeMap<>();
    private final Map<String, RepairTicket> openTickets = new HashMap<>();
    private final RolloutMemory memory = new RolloutMemory(states, members, racks, openTickets);

    RolloutMemory memory() {
        return memory;
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
        decision.tickets()
                .forEach(
                        ticket -> {
                            if (ticket.isOpen()) {
                                openTickets.put(ticket.rack(), ticket);
                            } else {
                                openTickets.remove(ticket.rack());
                            }
                        });
    }

    /** A new leader gives everything that was asked some time, as nobody has watched. */
    void takeOver(long dueNotBeforeMillis) {
        racks.replaceAll((name, rack) -> rack.dueNotBefore(dueNotBeforeMillis));
    }
}
