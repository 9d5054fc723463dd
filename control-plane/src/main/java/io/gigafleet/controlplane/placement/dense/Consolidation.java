package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Makes room for a replica by moving others: finds the rack where the fewest accelerators have to
 * move and whose movers all fit elsewhere. It pays only where less moves than comes in.
 */
final class Consolidation {

    /** Racks tried for one replica. */
    private static final int RACKS_MOST = 16;

    private static final int NEVER = Integer.MAX_VALUE;

    private final Board board;
    private final Site site;
    private final BestFit fit;
    private final SpreadCount spread;
    private final Victims movers = new Victims();
    private final GroupOrder groupOrder;
    private final int[] toMove;

    Consolidation(Board board, BestFit fit, GroupOrder groupOrder) {
        this.board = board;
        this.site = board.site();
        this.fit = fit;
        this.spread = new SpreadCount(board);
        this.groupOrder = groupOrder;
        this.toMove = new int[site.rackCount()];
    }

    /**
     * Makes room and places a replica there, or leaves the board as it was.
     *
     * @param movable which pieces may move
     * @param acceleratorsMost how many accelerators may move in all
     * @return the pieces that moved; empty if no room could be made
     */
    List<Integer> place(int piece, PieceFilter movable, int acceleratorsMost) {
        Ask ask = board.ask(board.askOf(piece));
        Ask.Part part = ask.parts().getFirst();
        if (!board.quotas().allows(ask, piece)) {
            return List.of();
        }
        spread.recount(ask, piece);
        int most = Math.min(acceleratorsMost, part.accelerators() - 1);
        bound(ask, part, most);
        for (int tried = 0; tried < RACKS_MOST; tried++) {
            int rack = lowest();
            if (rack == Board.NOWHERE) {
                return List.of();
            }
            toMove[rack] = NEVER;
            int mark = board.mark();
            List<Integer> moved = tryRack(rack, piece, ask, part, movable, most);
            if (!moved.isEmpty()) {
                return moved;
            }
            board.undo(mark);
            moved = tryRow(rack, piece, part, movable, most);
            if (!moved.isEmpty()) {
                return moved;
            }
            board.undo(mark);
        }
        return List.of();
    }

    private void bound(Ask ask, Ask.Part part, int most) {
        Arrays.fill(toMove, NEVER);
        for (int rack = 0; rack < toMove.length; rack++) {
            int missing = part.accelerators() - board.free(rack);
            if (board.isOpen(rack)
                    && part.accelerators() <= site.accelerators(rack)
                    && missing <= most
                    && part.racks().contains(rack)
                    && spread.allows(rack)
                    && board.sharesWell(rack, ask)) {
                toMove[rack] = Math.max(1, missing);
            }
        }
    }

    private int lowest() {
        int lowest = Board.NOWHERE;
        int least = NEVER;
        for (int rack = 0; rack < toMove.length; rack++) {
            if (toMove[rack] < least) {
                least = toMove[rack];
                lowest = rack;
            }
        }
        return lowest;
    }

    private List<Integer> tryRack(
            int rack, int piece, Ask ask, Ask.Part part, PieceFilter movable, int most) {
        List<Integer> chosen = choose(rack, ask, part, movable, most);
        if (chosen.isEmpty()) {
            return chosen;
        }
        chosen.forEach(board::remove);
        if (!board.headroom().carries(rack, part.wattsBySku()[site.sku(rack)])) {
            return List.of();
        }
        board.place(piece, rack);
        chosen.sort(
                (one, other) -> board.part(other).accelerators() - board.part(one).accelerators());
        for (int mover : chosen) {
            if (!elsewhere(mover, rack)) {
                return List.of();
            }
        }
        return chosen;
    }

    /** Frees watts of the row of a rack that has the accelerators free: the smallest move away. */
    private List<Integer> tryRow(
            int rack, int piece, Ask.Part part, PieceFilter movable, int most) {
        long watts = part.wattsBySku()[site.sku(rack)];
        if (board.free(rack) < part.accelerators()
                || !board.headroom().carriesNextToIt(rack, watts)) {
            return List.of();
        }
        List<Integer> moved = new ArrayList<>();
        int left = most;
        for (int mover : smallestInRow(site.row(rack), rack, board.askOf(piece), movable)) {
            if (board.headroom().carries(rack, watts)) {
                break;
            }
            int accelerators = board.part(mover).accelerators();
            if (accelerators > left) {
                return List.of();
            }
            if (outOfRow(mover)) {
                moved.add(mover);
                left -= accelerators;
            }
        }
        if (!board.headroom().carries(rack, watts)) {
            return List.of();
        }
        board.place(piece, rack);
        return moved;
    }

    private List<Integer> smallestInRow(
            int row, int exceptRack, int exceptAsk, PieceFilter movable) {
        List<Integer> pieces = new ArrayList<>();
        for (int rack = 0; rack < site.rackCount(); rack++) {
            if (site.row(rack) != row || rack == exceptRack) {
                continue;
            }
            for (int piece = board.firstIn(rack);
                    piece != Board.NOWHERE;
                    piece = board.nextIn(piece)) {
                if (board.askOf(piece) != exceptAsk
                        && board.ask(board.askOf(piece)).isSimple()
                        && movable.test(piece)) {
                    pieces.add(piece);
                }
            }
        }
        pieces.sort(
                Comparator.comparingInt((Integer piece) -> board.part(piece).accelerators())
                        .thenComparingLong(piece -> -board.wattsOf(piece))
                        .thenComparingInt(piece -> piece));
        return pieces;
    }

    /** Moves a piece to another row; leaves it where it is if none has room. */
    private boolean outOfRow(int mover) {
        int from = board.rackOf(mover);
        int mark = board.mark();
        Ask ask = board.ask(board.askOf(mover));
        board.remove(mover);
        fit.recount(ask, mover);
        int rack = fit.bestAmong(groupOrder.of(ask), ask, mover);
        if (rack == Board.NOWHERE || site.row(rack) == site.row(from)) {
            board.undo(mark);
            return false;
        }
        board.place(mover, rack);
        return true;
    }

    /** Those whose accelerators and watts make the room, with the fewest accelerators in all. */
    private List<Integer> choose(int rack, Ask ask, Ask.Part part, PieceFilter movable, int most) {
        movers.clear();
        for (int piece = board.firstIn(rack); piece != Board.NOWHERE; piece = board.nextIn(piece)) {
            if (mayMove(piece, ask, movable)) {
                int accelerators = board.part(piece).accelerators();
                movers.add(accelerators, board.wattsOf(piece), accelerators);
            }
        }
        long watts = part.wattsBySku()[site.sku(rack)];
        long least =
                movers.cheapest(
                        part.accelerators() - board.free(rack),
                        board.headroom().missingWatts(rack, watts, Displacement.NEAREST_LEVEL),
                        most + 1L);
        List<Integer> chosen = new ArrayList<>();
        if (least > most) {
            return chosen;
        }
        for (int piece = board.firstIn(rack); piece != Board.NOWHERE; piece = board.nextIn(piece)) {
            if (mayMove(piece, ask, movable)) {
                int accelerators = board.part(piece).accelerators();
                if (movers.takes(accelerators, board.wattsOf(piece), accelerators)) {
                    chosen.add(piece);
                }
            }
        }
        return chosen;
    }

    private boolean mayMove(int piece, Ask ask, PieceFilter movable) {
        return board.askOf(piece) != ask.index()
                && board.ask(board.askOf(piece)).isSimple()
                && movable.test(piece);
    }

    private boolean elsewhere(int mover, int leftRack) {
        Ask ask = board.ask(board.askOf(mover));
        fit.recount(ask, mover);
        int rack = fit.bestAmong(groupOrder.of(ask), ask, mover);
        if (rack == Board.NOWHERE || rack == leftRack) {
            return false;
        }
        board.place(mover, rack);
        return true;
    }
}
