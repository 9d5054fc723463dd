package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.Objective;
import io.gigafleet.controlplane.placement.dense.OneByOne;
import io.gigafleet.controlplane.placement.dense.Packing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The scheduler.
 *
 * <p><b>Goals, in order:</b> serve what is worth most, {@code accelerators * 2^priority}; strand
 * nothing: watts and accelerators run out together, racks that are whole stay whole; keep the parts
 * of a replica in one row; disturb as little as possible.
 *
 * <p><b>Constraints:</b> those that {@code verify.PlanVerifier} checks.
 *
 * <p><b>Actions,</b> from the least disruptive: into free room; move others to make room; take back
 * what tenants borrowed; take the place of less worth. The last three need time, since what goes is
 * gone only when its rack says so: the demand waits with a {@link Promise}.
 *
 * <p><b>Algorithm:</b> a few demands are placed one by one, by priority, each on the rack with the
 * fewest accelerators free that suffice. Many are packed at once: a linear program over classes of
 * equal replicas and groups of like racks says how many go where, then racks are chosen, the
 * largest replicas first. For example, 57,000 replicas on 7,000 racks are about 180 classes and 5
 * groups, and the program takes a few milliseconds.
 */
public final class FleetPlacer implements Placer {

    /** From so many demands on they are packed at once. */
    private static final int PACKED_FROM = 128;

    private final Objective objective;

    /** A scheduler that serves by weight. */
    public FleetPlacer() {
        this(Objective.WEIGHTED);
    }

    /** A scheduler with another objective. */
    public FleetPlacer(Objective objective) {
        this.objective = objective;
    }

    @Override
    public Plan plan(FleetView view, List<Demand> demands) {
        return plan(view, demands, List.of());
    }

    @Override
    public Plan plan(FleetView view, List<Demand> demands, List<Promise> promises) {
        if (demands.isEmpty()) {
            return Plan.NOTHING;
        }
        FleetBoard fleet = new FleetBoard(view, demands);
        OneByOne oneByOne = new OneByOne(fleet.board(), objective);
        PromisedRoom promised = PromisedRoom.keep(fleet, oneByOne, promises);
        allocate(fleet, oneByOne);
        RoomMaking room = new RoomMaking(fleet, oneByOne, objective, promised);
        room.makeRoom();
        return plan(fleet, promised, room);
    }

    private void allocate(FleetBoard fleet, OneByOne oneByOne) {
        Board board = fleet.board();
        int[] demands = fleet.demands();
        if (demands.length >= PACKED_FROM) {
            Packing.pack(board, objective);
            return;
        }
        Arrays.stream(demands)
                .boxed()
                .sorted(
                        Comparator.comparingInt((Integer first) -> -ask(board, first).priority())
                                .thenComparingInt(first -> -ask(board, first).accelerators())
                                .thenComparingInt(first -> first))
                .filter(first -> board.rackOf(first) == Board.NOWHERE)
                .forEach(oneByOne::allocate);
    }

    private static Ask ask(Board board, int piece) {
        return board.ask(board.askOf(piece));
    }

    private static Plan plan(FleetBoard fleet, PromisedRoom promised, RoomMaking room) {
        Board board = fleet.board();
        List<AcceleratorChoice.Place> places = new ArrayList<>();
        List<Unplaced> unplaced = new ArrayList<>();
        Explainer explainer = new Explainer(fleet);
        for (int first : fleet.demands()) {
            if (room.isWaiting(first)) {
                unplaced.add(explainer.waiting(first, room.rackFor(first), room.leavingFor(first)));
            } else if (board.rackOf(first) != Board.NOWHERE) {
                places(fleet, first, fleet.demand(first), places);
            } else if (promised.isWaiting(first)) {
                unplaced.add(
                        explainer.waiting(
                                first, promised.rackFor(first), promised.leavingFor(first)));
            } else {
                unplaced.add(explainer.explain(first));
            }
        }
        int placed = places.size();
        room.moves().forEach(move -> places.add(move.place()));
        List<Placement> chosen = new AcceleratorChoice(fleet.view()).choose(places);
        List<Move> moves = new ArrayList<>();
        for (int at = placed; at < chosen.size(); at++) {
            Relocation.Moving moving = room.moves().get(at - placed);
            moves.add(new Move(moving.from(), chosen.get(at), moving.beneficiary()));
        }
        return new Plan(chosen.subList(0, placed), moves, room.preemptions(), unplaced);
    }

    private static void places(
            FleetBoard fleet, int first, Demand demand, List<AcceleratorChoice.Place> places) {
        Board board = fleet.board();
        int parts = board.ask(board.askOf(first)).parts().size();
        for (int part = 0; part < parts; part++) {
            places.add(
                    new AcceleratorChoice.Place(
                            demand,
                            part,
                            board.rackOf(first + part),
                            board.acceleratorsOf(first + part),
                            board.wattsOf(first + part)));
        }
    }
}
