package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Finds racks for a replica once others are gone: on a named rack, or anywhere in its row. */
final class RoomSearch {

    /** Trials for the parts of one replica. A row of equal racks needs one for each part. */
    private static final int TRIALS_MOST = 2_000;

    private final FleetView view;
    private final Topology topology;
    private final Services services;
    private final int[] rowOf;
    private final int[] free;
    private final Limits limits;
    private final FreeAccelerators accelerators;
    private final List<Placement> taken = new ArrayList<>();
    private int trials;

    RoomSearch(FleetView view, Services services, int[] rowOf) {
        this.view = view;
        this.topology = view.topology();
        this.services = services;
        this.rowOf = rowOf;
        this.limits = Limits.of(view);
        this.accelerators = FreeAccelerators.of(view);
        this.free = new int[topology.rackCount()];
        for (int rack = 0; rack < free.length; rack++) {
            free[rack] = topology.rack(rack).accelerators();
        }
        for (Replica replica : view.replicas()) {
            OptionalInt rack = topology.rackNamed(replica.rack());
            if (rack.isPresent()) {
                free[rack.getAsInt()] -= replica.acceleratorSet().size();
            }
        }
    }

    /** A rack for each part; empty if there are none. Those named are tried first. */
    List<Integer> find(Demand demand, Set<Integer> named) {
        Service service = services.of(demand);
        List<Integer> candidates = new ArrayList<>(named);
        for (int rack = 0; rack < free.length; rack++) {
            int row = rowOf[rack];
            if (!named.contains(rack) && named.stream().anyMatch(one -> rowOf[one] == row)) {
                candidates.add(rack);
            }
        }
        if (service.parts().size() > 1) {
            candidates.sort(Comparator.comparingInt(rack -> free[rack]));
        }
        List<Integer> chosen = new ArrayList<>();
        trials = 0;
        return chooseFrom(candidates, demand, chosen) ? chosen : List.of();
    }

    private boolean chooseFrom(List<Integer> candidates, Demand demand, List<Integer> chosen) {
        Service service = services.of(demand);
        int part = chosen.size();
        if (part == service.parts().size()) {
            return keepsAll(demand, chosen);
        }
        for (int rack : candidates) {
            if (++trials > TRIALS_MOST) {
                return false;
            }
            boolean isSameRow = chosen.isEmpty() || rowOf[chosen.getFirst()] == rowOf[rack];
            if (isSameRow && fits(service, part, rack)) {
                commit(service, part, rack, 1);
                chosen.add(rack);
                boolean isFound = chooseFrom(candidates, demand, chosen);
                commit(service, part, rack, -1);
                if (isFound) {
                    return true;
                }
                chosen.removeLast();
            }
        }
        return false;
    }

    private boolean fits(Service service, int part, int rack) {
        return size(service, part, rack) <= free[rack]
                && Suitability.suits(view, service, part, rack)
                && limits.carries(rack, watts(service, part, rack));
    }

    /** Whether what concerns more than one rack is kept, too. */
    private boolean keepsAll(Demand demand, List<Integer> racks) {
        List<Placement> placements = new ArrayList<>(taken);
        for (int part = 0; part < racks.size(); part++) {
            placements.add(
                    new Placement(demand, part, racks.get(part), AcceleratorSet.range(0, 1), 0));
        }
        Violations found = new Violations(topology);
        Proposal proposal = Proposal.of(view, services, placements, rowOf);
        Spread.check(proposal, found);
        Exclusiveness.check(proposal, found);
        return found.isEmpty();
    }

    private int size(Service service, int part, int rack) {
        return service.parts().get(part).accelerators().orElse(topology.rack(rack).accelerators());
    }

    private long watts(Service service, int part, int rack) {
        return service.plannedWatts(topology.rack(rack).sku(), size(service, part, rack));
    }

    private void commit(Service service, int part, int rack, int sign) {
        free[rack] -= sign * size(service, part, rack);
        limits.commit(rack, sign * watts(service, part, rack));
    }

    /** Takes a rack for a part. */
    Placement take(Demand demand, int part, int rack) {
        Service service = services.of(demand);
        AcceleratorSet slots = accelerators.takeFirst(rack, size(service, part, rack));
        commit(service, part, rack, 1);
        Placement placement = new Placement(demand, part, rack, slots, watts(service, part, rack));
        taken.add(placement);
        return placement;
    }
}
