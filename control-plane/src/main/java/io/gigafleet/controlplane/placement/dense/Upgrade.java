package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Improves a packing: replicas that found no place take that of others worth less, which are then
 * tried elsewhere. Those worth most come first; a class whose first one fails is left, since the
 * others would fail as well.
 */
final class Upgrade {

    private final Board board;
    private final Objective objective;
    private final Displacement displacement;
    private final QuotaVictims quotaVictims;
    private final BestFit fit;
    private final RowFit rowFit;

    Upgrade(Board board, Objective objective, BestFit fit, RowFit rowFit) {
        this.board = board;
        this.objective = objective;
        this.displacement = new Displacement(board, objective);
        this.quotaVictims = new QuotaVictims(board, objective);
        this.fit = fit;
        this.rowFit = rowFit;
    }

    void run(List<ReplicaClass> classes) {
        List<ReplicaClass> order = new ArrayList<>(classes);
        order.sort(
                Comparator.comparingLong((ReplicaClass some) -> -objective.worth(some.example()))
                        .thenComparingInt(some -> some.example().index()));
        for (ReplicaClass some : order) {
            if (some.example().isSimple()) {
                upgrade(some);
            }
        }
    }

    private void upgrade(ReplicaClass some) {
        for (Ask ask : some.asks()) {
            int end = board.firstPiece(ask.index() + 1);
            for (int piece = board.firstPiece(ask.index()); piece < end; piece++) {
                if (board.rackOf(piece) == Board.NOWHERE && !place(piece, ask)) {
                    if (!displacement.wasSpreadInTheWay()) {
                        return;
                    }
                    break;
                }
            }
        }
    }

    private boolean place(int piece, Ask ask) {
        long worth = objective.worth(ask);
        if (board.quotas().allows(ask, piece)) {
            return displace(piece, ask, worth);
        }
        List<Integer> gone = quotaVictims.find(ask, piece, worth);
        if (gone.isEmpty()) {
            return false;
        }
        int mark = board.mark();
        for (int victim : gone) {
            worth -= objective.worth(board.ask(board.askOf(victim)));
            board.removeReplica(victim);
        }
        if (!elsewhere(ask, piece) && !displace(piece, ask, worth)) {
            board.undo(mark);
            return false;
        }
        return true;
    }

    private boolean displace(int piece, Ask ask, long below) {
        Displacement.Choice choice = displacement.find(ask, piece, Displacement.ALL_LEVELS, below);
        if (choice.isNone()) {
            return false;
        }
        choice.pieces().forEach(board::removeReplica);
        board.place(piece, choice.rack());
        for (int victim : choice.pieces()) {
            elsewhere(board.ask(board.askOf(victim)), victim);
        }
        return true;
    }

    private boolean elsewhere(Ask ask, int firstPiece) {
        if (!ask.isSimple()) {
            return rowFit.place(ask, firstPiece);
        }
        fit.recount(ask, firstPiece);
        for (int group = 0; group < board.buckets().groups(); group++) {
            int rack = fit.bestIn(group, ask, firstPiece);
            if (rack != Board.NOWHERE) {
                board.place(firstPiece, rack);
                return true;
            }
        }
        return false;
    }
}
