package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places many replicas at once: decides how many of each class stand in each group of racks ({@link
 * Admission}), then packs them, the largest first, and fills what is left with what is worth most
 * for its watts.
 */
public final class Packing {

    /** Pieces up to which a packing is reworked; more would take longer than it is worth. */
    private static final int REWORKED_MOST = 2_000;

    private static final int REWORK_STEPS = 3_000;
    private static final long SEED = 1;

    private final Board board;
    private final Objective objective;
    private final Groups groups;
    private final List<ReplicaClass> classes;
    private final int[][] admitted;
    private final boolean[][] isFull;
    private final BestFit fit;
    private final RowFit rowFit;

    private Packing(Board board, Objective objective) {
        this.board = board;
        this.objective = objective;
        this.groups = Groups.of(board);
        boolean[] bound = boundTenants(board);
        this.classes = ReplicaClass.of(board, bound).stream().sorted(LARGEST_FIRST).toList();
        board.group(groups.ofRack(), groups.count());
        this.admitted = Admission.decide(board, groups, objective, classes, bound);
        this.isFull = new boolean[classes.size()][groups.count()];
        this.fit = new BestFit(board);
        this.rowFit = new RowFit(board);
    }

    /** The largest first; of those the least flexible, then the hottest. */
    private static final Comparator<ReplicaClass> LARGEST_FIRST =
            Comparator.comparingInt((ReplicaClass some) -> -some.example().accelerators())
                    .thenComparingInt(some -> some.example().parts().getFirst().racks().size())
                    .thenComparingLong(some -> -watts(some.example()))
                    .thenComparingInt(some -> some.example().index());

    private static long watts(Ask ask) {
        return ask.parts().getFirst().wattsBySku()[0];
    }

    /** Places what fits of all replicas of the board that stand nowhere. */
    public static void pack(Board board, Objective objective) {
        if (board.site().rackCount() == 0) {
            return;
        }
        boolean[] isNew = new boolean[board.pieceCount()];
        for (int piece = 0; piece < isNew.length; piece++) {
            isNew[piece] = board.rackOf(piece) == Board.NOWHERE;
        }
        board.letYield(piece -> isNew[piece]);
        Packing packing = new Packing(board, objective);
        for (int at = 0; at < packing.classes.size(); at++) {
            for (Ask ask : packing.classes.get(at).asks()) {
                packing.packAdmitted(at, ask);
            }
        }
        packing.fill();
        new Upgrade(board, objective, packing.fit, packing.rowFit).run(packing.classes);
        packing.rework(isNew);
    }

    private static boolean[] boundTenants(Board board) {
        long[] wanted = new long[board.quotas().tenants()];
        for (Ask ask : board.asks()) {
            wanted[ask.tenant()] += (long) board.wanted(ask.index()) * ask.accelerators();
        }
        boolean[] bound = new boolean[wanted.length];
        for (int tenant = 0; tenant < wanted.length; tenant++) {
            bound[tenant] = wanted[tenant] > board.quotas().left(tenant);
        }
        return bound;
    }

    private void packAdmitted(int ofClass, Ask ask) {
        int parts = ask.parts().size();
        int end = board.firstPiece(ask.index() + 1);
        for (int piece = board.firstPiece(ask.index()); piece < end; piece += parts) {
            if (board.rackOf(piece) == Board.NOWHERE && !packOne(ofClass, ask, piece)) {
                return;
            }
        }
    }

    /** Tries the options of a class from the one with the most of it still to come. */
    private boolean packOne(int ofClass, Ask ask, int piece) {
        int[] left = admitted[ofClass];
        boolean[] tried = new boolean[left.length];
        while (true) {
            int option = mostLeft(left, tried);
            if (option < 0) {
                return false;
            }
            tried[option] = true;
            if (option < groups.count()
                    ? placeIn(option, ofClass, ask, piece)
                    : rowFit.place(ask, piece)) {
                left[option]--;
                return true;
            }
        }
    }

    private static int mostLeft(int[] left, boolean[] tried) {
        int most = -1;
        for (int option = 0; option < left.length; option++) {
            if (!tried[option] && left[option] > 0 && (most < 0 || left[option] > left[most])) {
                most = option;
            }
        }
        return most;
    }

    private boolean placeIn(int group, int ofClass, Ask ask, int piece) {
        if (isFull[ofClass][group]) {
            return false;
        }
        int rack = fit.bestIn(group, ask, piece);
        if (rack == Board.NOWHERE) {
            isFull[ofClass][group] = !fit.isPossibleIn(group, ask, piece);
            return false;
        }
        board.place(piece, rack);
        fit.placed(rack);
        return true;
    }

    /** Fills what is left, with what is worth most for its watts first. */
    private void fill() {
        List<Integer> order = new ArrayList<>();
        for (int at = 0; at < classes.size(); at++) {
            order.add(at);
        }
        order.sort(
                Comparator.comparingDouble((Integer at) -> -worthPerWatt(classes.get(at).example()))
                        .thenComparingInt(at -> at));
        for (int at : order) {
            for (Ask ask : classes.get(at).asks()) {
                fill(at, ask);
            }
        }
    }

    /**
     * In a small fleet one rack is a large part of the whole, and the program's bound is far from
     * what whole racks can hold: there a search pays.
     */
    private void rework(boolean[] isNew) {
        if (isNew.length <= REWORKED_MOST) {
            new Rework(board, objective, piece -> isNew[piece], SEED).run(REWORK_STEPS);
        }
    }

    private double worthPerWatt(Ask ask) {
        double watts = 0;
        for (Ask.Part part : ask.parts()) {
            watts += Arrays.stream(part.wattsBySku()).min().orElseThrow();
        }
        return objective.worth(ask) / Math.max(1, watts);
    }

    private void fill(int ofClass, Ask ask) {
        int parts = ask.parts().size();
        int end = board.firstPiece(ask.index() + 1);
        for (int piece = board.firstPiece(ask.index()); piece < end; piece += parts) {
            if (board.rackOf(piece) == Board.NOWHERE && !fillOne(ofClass, ask, piece)) {
                return;
            }
        }
    }

    private boolean fillOne(int ofClass, Ask ask, int piece) {
        if (!ask.isSimple()) {
            return rowFit.place(ask, piece);
        }
        for (int group = 0; group < groups.count(); group++) {
            if (placeIn(group, ofClass, ask, piece)) {
                return true;
            }
        }
        return false;
    }
}
