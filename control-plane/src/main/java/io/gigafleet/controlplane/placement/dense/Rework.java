package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Improves a packing by large neighbourhood search: empties a few racks, fills them again in
 * another order together with what found no place, and keeps what is not worse (Shaw, 1998; "ruin
 * and recreate"). Deterministic: the same board and seed give the same result.
 */
final class Rework {

    /** Racks emptied at once: fewer find little, more are rarely filled as well again. */
    private static final int RACKS_LEAST = 2;

    private static final int RACKS_MOST = 5;

    private final Board board;
    private final Site site;
    private final Objective objective;
    private final BestFit fit;
    private final GroupOrder groupOrder;
    private final PieceFilter movable;
    private final Draw draw;
    private final double meanWatts;

    /**
     * A rework of a board.
     *
     * @param movable pieces that may be placed anew
     */
    Rework(Board board, Objective objective, PieceFilter movable, long seed) {
        this.board = board;
        this.site = board.site();
        this.objective = objective;
        this.fit = new BestFit(board);
        this.groupOrder = new GroupOrder(board);
        this.movable = movable;
        this.draw = new Draw(seed);
        this.meanWatts = meanWattsPerAccelerator();
    }

    private double meanWattsPerAccelerator() {
        double watts = 0;
        long accelerators = 0;
        for (int piece = 0; piece < board.pieceCount(); piece++) {
            if (board.rackOf(piece) != Board.NOWHERE) {
                watts += board.wattsOf(piece);
                accelerators += board.acceleratorsOf(piece);
            }
        }
        return accelerators == 0 ? 1 : Math.max(1, watts / accelerators);
    }

    /** Takes so many steps. */
    void run(int steps) {
        board.settle();
        List<Integer> left = leftOver();
        for (int step = 0; step < steps && !left.isEmpty(); step++) {
            left = step(left);
        }
    }

    private List<Integer> leftOver() {
        List<Integer> left = new ArrayList<>();
        for (int piece = 0; piece < board.pieceCount(); piece++) {
            if (board.rackOf(piece) == Board.NOWHERE && simple(piece)) {
                left.add(piece);
            }
        }
        return left;
    }

    private boolean simple(int piece) {
        return board.ask(board.askOf(piece)).isSimple();
    }

    /** One step; returns what is left over after it. */
    private List<Integer> step(List<Integer> left) {
        List<Integer> candidates = new ArrayList<>();
        long before = empty(candidates);
        if (candidates.isEmpty()) {
            return left;
        }
        candidates.addAll(left);
        List<Integer> after = new ArrayList<>();
        long worth = fill(ordered(candidates), after);
        if (worth < before) {
            board.undo(0);
            return left;
        }
        board.settle();
        return after;
    }

    /** Empties a few racks, of one row or of any; returns what they were worth. */
    private long empty(List<Integer> removed) {
        int racks = RACKS_LEAST + draw.below(RACKS_MOST - RACKS_LEAST + 1);
        boolean inOneRow = draw.below(2) == 0;
        int first = draw.below(site.rackCount());
        long worth = 0;
        for (int at = 0; at < racks; at++) {
            int rack = draw.below(site.rackCount());
            for (int tries = 0;
                    inOneRow && tries < 8 && site.row(rack) != site.row(first);
                    tries++) {
                rack = draw.below(site.rackCount());
            }
            rack = at == 0 ? first : rack;
            for (int piece = board.firstIn(rack); piece != Board.NOWHERE; ) {
                int next = board.nextIn(piece);
                if (movable.test(piece) && simple(piece)) {
                    worth += objective.worth(board.ask(board.askOf(piece)));
                    board.remove(piece);
                    removed.add(piece);
                }
                piece = next;
            }
        }
        return worth;
    }

    /**
     * The largest first of what is worth most for its accelerators and watts, weighed by chance;
     * then the rest.
     */
    private int[] ordered(List<Integer> candidates) {
        double share = draw.unit();
        double cut = draw.unit();
        double[] density = new double[candidates.size()];
        for (int at = 0; at < density.length; at++) {
            Ask ask = board.ask(board.askOf(candidates.get(at)));
            Ask.Part part = ask.parts().getFirst();
            double cost =
                    (1 - share) * part.accelerators() + share * part.wattsBySku()[0] / meanWatts;
            density[at] = objective.worth(ask) / cost * (1 + 0.1 * draw.unit());
        }
        double[] sorted = density.clone();
        Arrays.sort(sorted);
        double least = sorted[(int) (cut * 0.6 * sorted.length)];
        Integer[] order = new Integer[density.length];
        Arrays.setAll(order, at -> at);
        Arrays.sort(
                order,
                (one, other) -> {
                    boolean isFirst = density[one] >= least;
                    boolean isOtherFirst = density[other] >= least;
                    if (isFirst != isOtherFirst) {
                        return isFirst ? -1 : 1;
                    }
                    int size = accelerators(candidates, other) - accelerators(candidates, one);
                    return size != 0 ? size : Double.compare(density[other], density[one]);
                });
        return Arrays.stream(order).mapToInt(candidates::get).toArray();
    }

    private int accelerators(List<Integer> candidates, int at) {
        return board.acceleratorsOf(candidates.get(at));
    }

    private long fill(int[] pieces, List<Integer> left) {
        long worth = 0;
        int failedAsk = -1;
        for (int piece : pieces) {
            Ask ask = board.ask(board.askOf(piece));
            int rack = Board.NOWHERE;
            if (ask.index() != failedAsk) {
                fit.recount(ask, piece);
                rack = fit.bestAmong(groupOrder.of(ask), ask, piece);
            }
            if (rack == Board.NOWHERE) {
                failedAsk = ask.index();
                left.add(piece);
            } else {
                board.place(piece, rack);
                worth += objective.worth(ask);
            }
        }
        return worth;
    }
}
