package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds who gives up watts for a replica that would fit in its rack and row, where a domain farther
 * above is short: the replicas below that domain that are worth least for their watts, wherever
 * they stand. Greedy, then freed of those that turn out needless, and tried before it is answered.
 */
final class WattsVictims {

    /** Replicas given up at most for one. */
    private static final int VICTIMS_MOST = 16;

    private final Board board;
    private final Site site;
    private final Objective objective;
    private final double[] worthPerWatt;
    private final int[] cheapestFirst;

    WattsVictims(Board board, Objective objective) {
        this.board = board;
        this.site = board.site();
        this.objective = objective;
        this.worthPerWatt = new double[board.asks().size()];
        board.asks().forEach(ask -> worthPerWatt[ask.index()] = worthPerWatt(ask));
        this.cheapestFirst =
                board.asks().stream()
                        .filter(Ask::isSimple)
                        .sorted(
                                Comparator.comparingDouble((Ask ask) -> worthPerWatt[ask.index()])
                                        .thenComparingInt(Ask::index))
                        .mapToInt(Ask::index)
                        .toArray();
    }

    private double worthPerWatt(Ask ask) {
        long most = Arrays.stream(ask.parts().getFirst().wattsBySku()).max().orElse(1);
        return objective.worth(ask) / (double) Math.max(1, most);
    }

    /**
     * A choice that frees the watts, too, which the domains far above its rack are short of.
     *
     * @param near a choice that suffices but for those domains
     * @param below what all that is given up must stay under
     * @return {@link Displacement.Choice#NONE} if it would be as much or more
     */
    Displacement.Choice complete(Displacement.Choice near, Ask ask, long below) {
        long watts = ask.parts().getFirst().wattsBySku()[site.sku(near.rack())];
        List<Integer> victims = new ArrayList<>(near.pieces());
        long lost = near.worth();
        int mark = board.mark();
        victims.forEach(board::removeReplica);
        for (int domain : site.domainsOf(near.rack())) {
            lost = free(domain, watts, ask, lost, below, victims);
        }
        boolean isEnough = lost < below && board.headroom().carries(near.rack(), watts);
        board.undo(mark);
        return isEnough
                ? new Displacement.Choice(near.rack(), victims, lost)
                : Displacement.Choice.NONE;
    }

    /** Takes replicas off the board until a domain carries the watts; returns what is lost then. */
    private long free(
            int domain, long watts, Ask ask, long lostBefore, long below, List<Integer> victims) {
        int first = victims.size();
        long lost = lostBefore;
        for (int at = 0; at < cheapestFirst.length; at++) {
            Ask other = board.ask(cheapestFirst[at]);
            long missing = watts - board.headroom().domainLeft(domain);
            if (missing <= 0
                    || lost >= below
                    || victims.size() > VICTIMS_MOST
                    || worthPerWatt[other.index()] * missing + lost >= below) {
                break;
            }
            if (lost + objective.worth(other) >= below) {
                continue;
            }
            int end = board.firstPiece(other.index() + 1);
            for (int piece = board.firstPiece(other.index());
                    piece < end
                            && watts > board.headroom().domainLeft(domain)
                            && lost + objective.worth(other) < below;
                    piece++) {
                if (other.index() != ask.index() && board.yields(piece) && stands(piece, domain)) {
                    victims.add(piece);
                    board.removeReplica(piece);
                    lost += objective.worth(other);
                }
            }
        }
        return lost - keepNeedless(domain, watts, victims, first);
    }

    /** Keeps those who need not go, the last found first; returns what they are worth. */
    private long keepNeedless(int domain, long watts, List<Integer> victims, int first) {
        long spare = board.headroom().domainLeft(domain) - watts;
        long kept = 0;
        for (int at = victims.size() - 1; at >= first; at--) {
            int piece = victims.get(at);
            if (board.wattsOf(piece) <= spare) {
                spare -= board.wattsOf(piece);
                kept += objective.worth(board.ask(board.askOf(piece)));
                victims.remove(at);
            }
        }
        return kept;
    }

    private boolean stands(int piece, int domain) {
        int rack = board.rackOf(piece);
        if (rack == Board.NOWHERE) {
            return false;
        }
        for (int above : site.domainsOf(rack)) {
            if (above == domain) {
                return true;
            }
        }
        return false;
    }
}
