package io.gigafleet.controlplane.rollout;

import java.util.Map;

/**
 * What was decided before. The caller keeps it and changes it only by what it has committed.
 *
 * @param states by rollout
 * @param members by rollout, each by rack
 * @param racks by rack; one that no rollout has touched is not in it
 * @param openTickets by rack
 */
public record RolloutMemory(
        Map<String, RolloutState> states,
        Map<String, ? extends Map<String, Member>> members,
        Map<String, RackProgress> racks,
        Map<String, RepairTicket> openTickets) {

    /** Before the first rollout. */
    public static final RolloutMemory NONE =
            new RolloutMemory(Map.of(), Map.of(), Map.of(), Map.of());
}
