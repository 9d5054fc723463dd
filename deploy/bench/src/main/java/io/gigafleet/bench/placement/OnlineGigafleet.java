package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.OneByOne;
import java.util.List;

/**
 * The control plane's search, one arrival at a time: into free room, else in place of others that
 * are worth less, which then look for another place. After the last arrival the queue comes before
 * the live scheduler once, as it would in its next cycle: it places what has found room since and
 * gives all others their reason. Room it would make for them by moves or preemption is not counted.
 */
record OnlineGigafleet(Objective objective) implements Contender {

    @Override
    public String timed() {
        return "each arrival's decision; at the end the queue once more with a reason for each"
                + " replica without a place, and verification of all that stands";
    }

    @Override
    public Start prepare(Instance instance) {
        InstanceBoard columns = new InstanceBoard(instance);
        InstanceFleet fleet = InstanceFleet.of(instance);
        return () -> {
            Board board = columns.empty();
            OneByOne search = new OneByOne(board, objective.ofScheduler());
            int preemptions = 0;
            for (int replica = 0; replica < instance.replicas().size(); replica++) {
                preemptions += search.placeOrPreempt(columns.firstPiece(board, replica)).size();
            }
            PlacedReplicas placed = columns.placed(board);
            Plan last = lastCycle(fleet, placed);
            last.placements()
                    .forEach(
                            placement ->
                                    placed.extend(
                                            fleet.replicaOf(placement.demand()), placement.rack()));
            Plan whole = new PlacedFleet(fleet, placed).plan();
            Gigafleet.verify(fleet.view(), demands(whole), whole);
            return new Finish(() -> placed, preemptions, last.unplaced().size());
        };
    }

    private static List<Demand> demands(Plan plan) {
        return plan.placements().stream().map(Placement::demand).distinct().toList();
    }

    private Plan lastCycle(InstanceFleet fleet, PlacedReplicas placed) {
        PlacedFleet standing = new PlacedFleet(fleet, placed);
        return new FleetPlacer(objective.ofScheduler()).plan(standing.view(), standing.waiting());
    }
}
