package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Places replicas one after the other, from the least disruptive action to the most: into free
 * room; where others can be moved to make room; where others of less worth give up their place.
 */
public final class OneByOne {

    private final Board board;
    private final Fit fit;
    private final RowFit rowFit;
    private final Displacement displacement;
    private final WattsVictims wattsVictims;
    private final Objective objective;
    private final Consolidation consolidation;
    private final GroupOrder groupOrder;

    public OneByOne(Board board, Objective objective) {
        this.board = board;
        this.fit = new Fit(board);
        this.rowFit = new RowFit(board);
        this.displacement = new Displacement(board, objective);
        this.objective = objective;
        this.wattsVictims = new WattsVictims(board, objective);
        this.groupOrder = new GroupOrder(board);
        this.consolidation = new Consolidation(board, fit, groupOrder);
    }

    /** Puts a replica into free room; says whether there was any. */
    public boolean allocate(int firstPiece) {
        Ask ask = board.ask(board.askOf(firstPiece));
        if (!ask.isSimple()) {
            return rowFit.place(ask, firstPiece);
        }
        fit.recount(ask);
        int rack = fit.bestAmong(groupOrder.of(ask), ask);
        if (rack == Board.NOWHERE) {
            return false;
        }
        board.place(firstPiece, rack);
        return true;
    }

    /**
     * Places a replica where others move to make room.
     *
     * @return the pieces that moved; empty if no room could be made
     */
    public List<Integer> placeByMoving(int piece, PieceFilter movable, int acceleratorsMost) {
        return board.ask(board.askOf(piece)).isSimple()
                ? consolidation.place(piece, movable, acceleratorsMost)
                : List.of();
    }

    /**
     * Places a replica, if need be in place of others.
     *
     * @return first pieces of the replicas that lost their place; empty where none did
     */
    public List<Integer> placeOrPreempt(int firstPiece) {
        List<Integer> lost = new ArrayList<>();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(firstPiece);
        while (!queue.isEmpty()) {
            int piece = queue.poll();
            if (allocate(piece)) {
                continue;
            }
            Ask ask = board.ask(board.askOf(piece));
            Displacement.Choice choice = ask.isSimple() ? cheapest(ask) : Displacement.Choice.NONE;
            if (choice.isNone()) {
                if (piece != firstPiece) {
                    lost.add(piece);
                }
                continue;
            }
            choice.pieces().forEach(board::removeReplica);
            board.place(piece, choice.rack());
            queue.addAll(choice.pieces());
        }
        return lost;
    }

    private Displacement.Choice cheapest(Ask ask) {
        Displacement.Choice inRack = displacement.find(ask, Displacement.ALL_LEVELS);
        long below = inRack.isNone() ? objective.worth(ask) : inRack.worth();
        Displacement.Choice near = displacement.find(ask, Displacement.NEAREST_LEVEL);
        if (near.isNone() || near.worth() >= below) {
            return inRack;
        }
        Displacement.Choice wide = wattsVictims.complete(near, ask, below);
        return wide.isNone() ? inRack : wide;
    }
}
