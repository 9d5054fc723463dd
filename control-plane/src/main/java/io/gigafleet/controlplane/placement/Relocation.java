package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.OneByOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Moves replicas to make room, make before break: both places of a mover are held until its
 * successor serves, and who the room is made for counts from now on.
 */
final class Relocation {

    private final FleetBoard fleet;
    private final Board board;
    private final OneByOne oneByOne;
    private final List<Moving> moves = new ArrayList<>();
    private final Set<Integer> moving = new HashSet<>();

    Relocation(FleetBoard fleet, OneByOne oneByOne) {
        this.fleet = fleet;
        this.board = fleet.board();
        this.oneByOne = oneByOne;
    }

    /** A replica that moves. */
    record Moving(Replica from, AcceleratorChoice.Place place, Demand beneficiary) {}

    List<Moving> moves() {
        return moves;
    }

    /** Whether a piece is on the move. */
    boolean moves(int piece) {
        return moving.contains(piece);
    }

    /** Makes room for a demand; returns the rack where it is made. */
    OptionalInt makeRoom(int first) {
        Ask ask = board.ask(board.askOf(first));
        int mark = board.mark();
        List<Integer> moved = oneByOne.placeByMoving(first, this::mayMove, ask.accelerators());
        if (moved.isEmpty()) {
            return OptionalInt.empty();
        }
        int rack = board.rackOf(first);
        board.remove(first);
        moved.forEach(piece -> occupy(piece, 1));
        if (!isWithinLimits(moved)) {
            moved.forEach(piece -> occupy(piece, -1));
            board.undo(mark);
            return OptionalInt.empty();
        }
        board.settle();
        moved.forEach(this::holdBoth);
        hold(ask, rack, moved);
        for (int piece : moved) {
            moves.add(moving(piece, fleet.demand(first)));
        }
        return OptionalInt.of(rack);
    }

    private Moving moving(int piece, Demand beneficiary) {
        Replica from = running(piece);
        Demand again = new Demand(fleet.service(board.askOf(piece)), from.slot());
        return new Moving(
                from,
                new AcceleratorChoice.Place(
                        again,
                        from.part(),
                        board.rackOf(piece),
                        board.acceleratorsOf(piece),
                        board.wattsOf(piece)),
                beneficiary);
    }

    /** Where a mover leaves it counts for spread and keeps others out until it is gone. */
    private void holdBoth(int piece) {
        moving.add(piece);
        Ask ask = board.ask(board.askOf(piece));
        int left = standsOn(piece);
        board.precede(ask.index(), piece, new int[] {left}, 0);
        if (ask.exclusive()) {
            board.keepFor(ask.tenant(), left);
        }
    }

    /** The beneficiary's quota, spread and the watts that its movers don't free are taken. */
    private void hold(Ask ask, int rack, List<Integer> moved) {
        board.precede(ask.index(), Board.NOWHERE, new int[] {rack}, ask.accelerators());
        long freed =
                moved.stream()
                        .filter(piece -> standsOn(piece) == rack)
                        .mapToLong(piece -> running(piece).plannedWatts())
                        .sum();
        long needed = ask.parts().getFirst().wattsBySku()[board.site().sku(rack)];
        board.occupy(rack, 0, Math.max(0, needed - freed));
        board.close(rack);
    }

    private void occupy(int piece, int sign) {
        board.occupy(
                standsOn(piece),
                sign * board.acceleratorsOf(piece),
                sign * running(piece).plannedWatts());
    }

    private boolean isWithinLimits(List<Integer> moved) {
        return moved.stream()
                .allMatch(
                        piece ->
                                board.headroom().isWithinLimits(standsOn(piece))
                                        && board.headroom().isWithinLimits(board.rackOf(piece)));
    }

    private Replica running(int piece) {
        return fleet.running(piece).orElseThrow();
    }

    private int standsOn(int piece) {
        return fleet.view().topology().rackNamed(running(piece).rack()).orElseThrow();
    }

    private boolean mayMove(int piece) {
        return !moving.contains(piece)
                && fleet.running(piece)
                        .map(
                                replica ->
                                        replica.state() == ReplicaState.SERVING
                                                && replica.routed()
                                                && !replica.leaving()
                                                && fleet.view()
                                                        .rack(board.rackOf(piece))
                                                        .acceptsReplicas())
                        .orElse(false);
    }
}
