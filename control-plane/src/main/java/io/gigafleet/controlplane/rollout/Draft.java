package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RolloutDecision.Move;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A decision as it grows: what was decided before, overlaid by what this round changes. */
final class Draft {

    private final RolloutMemory memory;
    private final Map<String, RolloutState> states = new LinkedHashMap<>();
    private final Map<String, TreeMap<String, Member>> members = new LinkedHashMap<>();
    private final Map<String, RackProgress> racks = new LinkedHashMap<>();
    private final Map<String, RepairTicket> tickets = new LinkedHashMap<>();
    private final List<StageRun> runs = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();

    Draft(RolloutMemory memory) {
        this.memory = memory;
    }

    Optional<RolloutState> state(String rollout) {
        RolloutState changed = states.get(rollout);
        return Optional.ofNullable(changed == null ? memory.states().get(rollout) : changed);
    }

    Optional<Member> member(String rollout, String rack) {
        return Optional.ofNullable(all(rollout).get(rack));
    }

    /** The rollout's members in order of name, as they are now and as this round changes them. */
    Collection<Member> members(String rollout) {
        return all(rollout).values();
    }

    private TreeMap<String, Member> all(String rollout) {
        return members.computeIfAbsent(
                rollout,
                name -> {
                    Map<String, Member> known = memory.members().get(name);
                    return known == null ? new TreeMap<>() : new TreeMap<>(known);
                });
    }

    Optional<RackProgress> rack(String rack) {
        RackProgress changed = racks.get(rack);
        return Optional.ofNullable(changed == null ? memory.racks().get(rack) : changed);
    }

    Optional<RepairTicket> openTicket(String rack) {
        return tickets.values().stream()
                .filter(ticket -> ticket.rack().equals(rack) && ticket.isOpen())
                .findFirst()
                .or(() -> Optional.ofNullable(memory.openTickets().get(rack)))
                .filter(ticket -> tickets.getOrDefault(ticket.id(), ticket).isOpen());
    }

    void put(RolloutState state) {
        states.put(state.rollout(), state);
    }

    void put(Member member) {
        all(member.rollout()).put(member.rack(), member);
    }

    void put(RackProgress rack) {
        racks.put(rack.rack(), rack);
    }

    void put(RepairTicket ticket) {
        tickets.put(ticket.id(), ticket);
    }

    void add(StageRun run) {
        runs.add(run);
    }

    void add(Move move) {
        moves.add(move);
    }

    /** What differs from the memory. */
    RolloutDecision decision() {
        return new RolloutDecision(
                states.values().stream()
                        .filter(state -> !state.equals(memory.states().get(state.rollout())))
                        .toList(),
                members.values().stream()
                        .flatMap(ofRollout -> ofRollout.values().stream())
                        .filter(member -> !member.equals(known(member)))
                        .toList(),
                racks.values().stream()
                        .filter(rack -> !rack.equals(memory.racks().get(rack.rack())))
                        .toList(),
                runs,
                List.copyOf(tickets.values()),
                moves);
    }

    private @org.jspecify.annotations.Nullable Member known(Member member) {
        Map<String, Member> known = memory.members().get(member.rollout());
        return known == null ? null : known.get(member.rack());
    }
}
