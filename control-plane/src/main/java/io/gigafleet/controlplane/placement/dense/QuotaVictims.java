package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds who gives up their tenant's quota for a replica of the same tenant that is worth more:
 * those worth least for their accelerators, greedy, then freed of those that turn out needless.
 */
final class QuotaVictims {

    /** Replicas given up at most for one. */
    private static final int VICTIMS_MOST = 72;

    private final Board board;
    private final Objective objective;
    private final Map<Integer, List<Ask>> cheapestOfTenant = new HashMap<>();

    QuotaVictims(Board board, Objective objective) {
        this.board = board;
        this.objective = objective;
    }

    /**
     * First pieces of those whose going makes the quota suffice; empty if they would be worth as
     * much or more.
     *
     * @param below what all that is given up must stay under
     */
    List<Integer> find(Ask ask, int firstPiece, long below) {
        long missing = board.quotas().missing(ask, firstPiece);
        long lost = 0;
        List<Integer> victims = new ArrayList<>();
        for (Ask other : cheapestOf(ask.tenant())) {
            if (missing <= 0 || victims.size() > VICTIMS_MOST) {
                break;
            }
            int parts = other.parts().size();
            int end = board.firstPiece(other.index() + 1);
            for (int piece = board.firstPiece(other.index());
                    piece < end && missing > 0 && lost + objective.worth(other) < below;
                    piece += parts) {
                if (other.index() != ask.index()
                        && board.rackOf(piece) != Board.NOWHERE
                        && board.yields(piece)) {
                    victims.add(piece);
                    missing -= other.accelerators();
                    lost += objective.worth(other);
                }
            }
        }
        if (missing > 0) {
            return List.of();
        }
        keepNeedless(victims, -missing);
        return victims;
    }

    /**
     * Their tenant's replicas, those worth least for their accelerators first, then the smallest.
     */
    private List<Ask> cheapestOf(int tenant) {
        return cheapestOfTenant.computeIfAbsent(
                tenant,
                ignored ->
                        board.asks().stream()
                                .filter(ask -> ask.tenant() == tenant)
                                .sorted(
                                        Comparator.comparingDouble(this::worthPerAccelerator)
                                                .thenComparingInt(ask -> -ask.accelerators())
                                                .thenComparingInt(Ask::index))
                                .toList());
    }

    private double worthPerAccelerator(Ask ask) {
        return (double) objective.worth(ask) / ask.accelerators();
    }

    private void keepNeedless(List<Integer> victims, long spareAccelerators) {
        long spare = spareAccelerators;
        for (int at = victims.size() - 1; at >= 0; at--) {
            int accelerators = board.ask(board.askOf(victims.get(at))).accelerators();
            if (accelerators <= spare) {
                spare -= accelerators;
                victims.remove(at);
            }
        }
    }
}
