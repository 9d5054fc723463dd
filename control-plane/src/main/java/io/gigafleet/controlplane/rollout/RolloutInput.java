package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that one round of rollout decisions looks at.
 *
 * @param identities by index of the rack
 * @param rollouts in order of name
 * @param book committed power and heat; what this round adds is held in it
 * @param starved power domains and coolant loops that services wait for
 * @param services by name
 * @param now the plane's clock, epoch milliseconds
 */
public record RolloutInput(
        Topology topology,
        List<RackIdentity> identities,
        List<OrderedRollout> rollouts,
        RolloutMemory memory,
        RackSigns signs,
        PowerBook book,
        Set<String> starved,
        Map<String, Attainment> services,
        Pace pace,
        long now) {

    public RolloutInput {
        rollouts = List.copyOf(rollouts);
        starved = Set.copyOf(starved);
        services = Map.copyOf(services);
    }
}
