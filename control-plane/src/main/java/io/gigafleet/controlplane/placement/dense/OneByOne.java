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
    private final BestFit fit;
    private final RowFit rowFit;
    private final Displacement displacement;
    private final RowDisplacement rowDisplacement;
    private final QuotaVictims quotaVictims;
    private final WattsVictims wattsVictims;
    private final Objective objective;
    private final Consolidation consolidation;
    private final GroupOrder groupOrder;

    public OneByOne(Board board, Objective objective) {
        this.board = board;
        this.objective = objective;
        this.fit = new BestFit(board);
        this.rowFit = new RowFit(board);
        this.displacement = new Displacement(board, objective);
        this.rowDisplacement = new RowDisplacement(board, rowFit, displacement, objective);
        this.quotaVictims = new QuotaVictims(board, objective);
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
        fit.recount(ask, firstPiece);
        int rack = fit.bestAmong(groupOrder.of(ask), ask, firstPiece);
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

    /** Puts a replica on a rack, or the parts of one into its row, if there is room just there. */
    public boolean allocateAt(int firstPiece, int rack) {
        Ask ask = board.ask(board.askOf(firstPiece));
        if (!ask.isSimple()) {
            return rowFit.placeOnly(board.site().row(rack), ask, firstPiece);
        }
        if (!fit.fits(ask, firstPiece, rack)) {
            return false;
        }
        board.place(firstPiece, rack);
        return true;
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
            List<Integer> displaced =
                    displace(piece, objective.worth(board.ask(board.askOf(piece))));
            if (!displaced.isEmpty()) {
                queue.addAll(displaced);
            } else if (piece != firstPiece) {
                lost.add(piece);
            }
        }
        return lost;
    }

    /**
     * Places a replica in place of others of less worth in sum.
     *
     * @param below what those who go must be worth less than
     * @return first pieces of the replicas that lost their place; empty if the replica was not
     *     placed
     */
    public List<Integer> displace(int firstPiece, long below) {
        Ask ask = board.ask(board.askOf(firstPiece));
        return board.quotas().allows(ask, firstPiece)
                ? displaceForRoom(ask, firstPiece, below)
                : displaceForQuota(ask, firstPiece, below);
    }

    private List<Integer> displaceForRoom(Ask ask, int firstPiece, long below) {
        if (!ask.isSimple()) {
            return rowDisplacement.place(ask, firstPiece, below);
        }
        Displacement.Choice choice = cheapest(ask, firstPiece, below);
        if (choice.isNone()) {
            return List.of();
        }
        choice.pieces().forEach(board::removeReplica);
        board.place(firstPiece, choice.rack());
        return choice.pieces();
    }

    /** Its own tenant's replicas go first; then, if that makes no room, others too. */
    private List<Integer> displaceForQuota(Ask ask, int firstPiece, long below) {
        List<Integer> gone = new ArrayList<>(quotaVictims.find(ask, firstPiece, below));
        if (gone.isEmpty()) {
            return gone;
        }
        int mark = board.mark();
        long left = below;
        for (int victim : gone) {
            left -= objective.worth(board.ask(board.askOf(victim)));
            board.removeReplica(victim);
        }
        if (!allocate(firstPiece)) {
            gone.addAll(displaceForRoom(ask, firstPiece, left));
        }
        if (board.rackOf(firstPiece) == Board.NOWHERE) {
            board.undo(mark);
            return List.of();
        }
        return gone;
    }

    private Displacement.Choice cheapest(Ask ask, int piece, long below) {
        Displacement.Choice inRack = displacement.find(ask, piece, Displacement.ALL_LEVELS, below);
        long cheaper = inRack.isNone() ? below : inRack.worth();
        Displacement.Choice near =
                displacement.find(ask, piece, Displacement.NEAREST_LEVEL, cheaper);
        if (near.isNone()) {
            return inRack;
        }
        Displacement.Choice wide = wattsVictims.complete(near, ask, cheaper);
        return wide.isNone() ? inRack : wide;
    }
}
