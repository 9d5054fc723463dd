package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What stands on an instance's fleet, as a plan from nothing and as a fleet that runs it. The
 * accelerators of a rack are given out in order.
 */
final class PlacedFleet {

    private final InstanceFleet fleet;
    private final List<Placement> placements = new ArrayList<>();
    private final List<Demand> waiting = new ArrayList<>();

    PlacedFleet(InstanceFleet fleet, PlacedReplicas placed) {
        this.fleet = fleet;
        int[] taken = new int[fleet.view().topology().rackCount()];
        for (int replica = 0; replica < placed.size(); replica++) {
            Demand demand = fleet.demands().get(replica);
            if (placed.isPlaced(replica)) {
                place(demand, placed.racksOf(replica), taken);
            } else {
                waiting.add(demand);
            }
        }
    }

    private void place(Demand demand, List<Integer> racks, int[] taken) {
        int accelerators = demand.accelerators() / racks.size();
        for (int part = 0; part < racks.size(); part++) {
            int rack = racks.get(part);
            RackSpot spot = fleet.view().topology().rack(rack);
            placements.add(
                    new Placement(
                            demand,
                            part,
                            rack,
                            AcceleratorSet.range(taken[rack], taken[rack] + accelerators),
                            demand.service().planned().aboveIdle(spot.sku(), accelerators)));
            taken[rack] += accelerators;
        }
    }

    /** All that stands, as a plan from nothing. */
    Plan plan() {
        return new Plan(placements, List.of());
    }

    /** What stands, in the order of arrival. */
    List<Demand> standing() {
        return placements.stream()
                .filter(placement -> placement.part() == 0)
                .map(Placement::demand)
                .toList();
    }

    /** What does not stand, in the order of arrival. */
    List<Demand> waiting() {
        return List.copyOf(waiting);
    }

    /** The fleet with all that stands serving. */
    FleetView view() {
        FleetView empty = fleet.view();
        List<Replica> replicas = new ArrayList<>();
        for (Placement placement : placements) {
            replicas.add(
                    new Replica(
                            Replica.idOf(copy(placement.demand()), placement.part()),
                            placement.demand().service().name(),
                            placement.demand().slot(),
                            placement.part(),
                            empty.topology().rack(placement.rack()).name(),
                            placement.accelerators(),
                            ReplicaState.SERVING,
                            true,
                            false,
                            placement.plannedWatts(),
                            "placed"));
        }
        replicas.sort(Comparator.comparing(Replica::id));
        return new FleetView(empty.topology(), empty.racks(), empty.services(), replicas);
    }

    private static String copy(Demand demand) {
        return demand.service().name() + "-" + demand.slot();
    }
}
