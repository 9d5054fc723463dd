package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.Promise;
import io.gigafleet.controlplane.placement.Unplaced;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Places as {@link BestFit} does, and makes room as it is told for demands of one service that are
 * left over and were promised nothing.
 */
final class RoomMakingPlacer implements Placer {

    private final String beneficiary;
    private final BiFunction<FleetView, Demand, List<Move>> moves;
    private final BiFunction<FleetView, Demand, List<Preemption>> preemptions;
    private List<Promise> seen = List.of();

    private RoomMakingPlacer(
            String beneficiary,
            BiFunction<FleetView, Demand, List<Move>> moves,
            BiFunction<FleetView, Demand, List<Preemption>> preemptions) {
        this.beneficiary = beneficiary;
        this.moves = moves;
        this.preemptions = preemptions;
    }

    static RoomMakingPlacer moving(
            String beneficiary, BiFunction<FleetView, Demand, List<Move>> moves) {
        return new RoomMakingPlacer(beneficiary, moves, (view, demand) -> List.of());
    }

    static RoomMakingPlacer preempting(
            String beneficiary, BiFunction<FleetView, Demand, List<Preemption>> preemptions) {
        return new RoomMakingPlacer(beneficiary, (view, demand) -> List.of(), preemptions);
    }

    /** The promises it was told of last. */
    List<Promise> promises() {
        return seen;
    }

    @Override
    public Plan plan(FleetView view, List<Demand> demands) {
        return plan(view, demands, List.of());
    }

    @Override
    public Plan plan(FleetView view, List<Demand> demands, List<Promise> promises) {
        seen = promises;
        Plan plan = new FleetPlacer().plan(view, demands);
        List<Move> moved = new ArrayList<>();
        List<Preemption> preempted = new ArrayList<>();
        for (Unplaced unplaced : plan.unplaced()) {
            Demand demand = unplaced.demand();
            boolean isPromised = promises.stream().anyMatch(p -> p.demand().equals(demand));
            if (demand.service().name().equals(beneficiary) && !isPromised) {
                moved.addAll(moves.apply(view, demand));
                preempted.addAll(preemptions.apply(view, demand));
            }
        }
        return new Plan(plan.placements(), moved, preempted, plan.unplaced());
    }
}
