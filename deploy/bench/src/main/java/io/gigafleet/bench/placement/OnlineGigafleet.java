package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.OneByOne;

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
            PlacedFleet all = new PlacedFleet(fleet, placed);
            Gigafleet.verify(fleet.view(), all.standing(), all.plan());
            return new Finish(() -> placed, preemptions, last.unplaced().size());
        };
    }

    private Plan lastCycle(InstanceFleet fleet, PlacedReplicas placed) {
        PlacedFleet standing = new PlacedFleet(fleet, placed);
        FleetView view = standing.view();
        Plan plan = new FleetPlacer(objective.ofScheduler()).plan(view, standing.waiting());
        Gigafleet.verify(view, standing.waiting(), plan);
        return plan;
    }
}
