package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the rack where a replica fits if others give up their place, and who: those whose worth is
 * least in sum, always less than the replica's own. Within a rack the choice is exact ({@link
 * Victims}); racks are looked at in the order of a lower bound of what would be given up, until no
 * other can be better or {@link #RACKS_MOST} were looked at.
 */
public final class Displacement {

    /** Racks searched exactly for one replica. */
    private static final int RACKS_MOST = 24;

    private static final int PRIORITIES = 8;
    private static final long NEVER = Long.MAX_VALUE;

    private final Board board;
    private final Site site;
    private final Objective objective;
    private final Victims victims = new Victims();
    private final SpreadCount spread;
    private final long[] bound;
    private final long mostWattsEach;
    private boolean spreadInTheWay;

    Displacement(Board board, Objective objective) {
        this.board = board;
        this.site = board.site();
        this.objective = objective;
        this.spread = new SpreadCount(board);
        this.mostWattsEach = mostWattsPerAccelerator(board);
        this.bound = new long[site.rackCount()];
    }

    private static long mostWattsPerAccelerator(Board board) {
        long most = 1;
        for (Ask ask : board.asks()) {
            for (Ask.Part part : ask.parts()) {
                for (long watts : part.wattsBySku()) {
                    most = Math.max(most, (watts - 1) / part.accelerators() + 1);
                }
            }
        }
        return most;
    }

    /**
     * Where a replica fits and who has to go.
     *
     * @param rack {@link Board#NOWHERE} if there is no such place
     * @param pieces first pieces of the replicas that go
     * @param worth what is given up
     */
    public record Choice(int rack, List<Integer> pieces, long worth) {
        static final Choice NONE = new Choice(Board.NOWHERE, List.of(), 0);

        public Choice {
            pieces = List.copyOf(pieces);
        }

        public boolean isNone() {
            return rack == Board.NOWHERE;
        }
    }

    /** All domains above a rack. */
    static final int ALL_LEVELS = Integer.MAX_VALUE;

    /** The domain next to a rack: its row, or what feeds the row. */
    static final int NEAREST_LEVEL = 1;

    /**
     * The cheapest choice for an ask of one part; one without pieces if it fits as things are.
     *
     * @param levels domains above a rack that have to carry it, counted from the nearest
     * @param below what all that is given up must stay under
     */
    Choice find(Ask ask, int piece, int levels, long below) {
        Ask.Part part = ask.parts().getFirst();
        if (!board.quotas().allows(ask, piece)) {
            return Choice.NONE;
        }
        spread.recount(ask, piece);
        boundAll(ask, part, levels, below);
        long best = below;
        int bestRack = Board.NOWHERE;
        for (int looked = 0; looked < RACKS_MOST; looked++) {
            int rack = lowest(best);
            if (rack == Board.NOWHERE) {
                break;
            }
            bound[rack] = NEVER;
            long lost = cheapestIn(rack, ask, part, levels, best);
            if (lost < best) {
                best = lost;
                bestRack = rack;
            }
        }
        return bestRack == Board.NOWHERE ? Choice.NONE : choice(bestRack, ask, part, levels, best);
    }

    /**
     * The cheapest choice among a few racks for one part of a larger replica.
     *
     * @param counted the spread of the ask's other replicas
     */
    Choice findAmong(int[] racks, Ask ask, Ask.Part part, SpreadCount counted, long below) {
        long best = below;
        int bestRack = Board.NOWHERE;
        for (int rack : racks) {
            if (board.isOpen(rack)
                    && part.accelerators() <= site.accelerators(rack)
                    && part.racks().contains(rack)
                    && counted.allows(rack)
                    && board.sharesWell(rack, ask)) {
                long lost = cheapestIn(rack, ask, part, ALL_LEVELS, best);
                if (lost < best) {
                    best = lost;
                    bestRack = rack;
                }
            }
        }
        return bestRack == Board.NOWHERE
                ? Choice.NONE
                : choice(bestRack, ask, part, ALL_LEVELS, best);
    }

    /** Whether spread alone kept racks out of the last search. */
    boolean wasSpreadInTheWay() {
        return spreadInTheWay;
    }

    private void boundAll(Ask ask, Ask.Part part, int levels, long worth) {
        Arrays.fill(bound, NEVER);
        spreadInTheWay = false;
        for (int rack = 0; rack < bound.length; rack++) {
            int missing = part.accelerators() - board.free(rack);
            if (board.isOpen(rack)
                    && part.accelerators() <= site.accelerators(rack)
                    && part.racks().contains(rack)) {
                long watts = part.wattsBySku()[site.sku(rack)];
                long lost =
                        leastLoss(
                                rack,
                                missing,
                                board.headroom().missingWatts(rack, watts, levels),
                                worth);
                if (lost < worth && board.sharesWell(rack, ask)) {
                    if (spread.allows(rack)) {
                        bound[rack] = lost;
                    } else {
                        spreadInTheWay = true;
                    }
                }
            }
        }
    }

    /** What freeing accelerators and watts costs at least, were replicas divisible. */
    private long leastLoss(int rack, int missing, long missingWatts, long below) {
        long left = Math.max(missing, (missingWatts + mostWattsEach - 1) / mostWattsEach);
        if (left <= 0) {
            return 0;
        }
        if (objective == Objective.WEIGHTED && board.yielding().leastWeightIn(rack) >= below) {
            return NEVER;
        }
        long lost = 0;
        for (int priority = 0; priority < PRIORITIES && left > 0; priority++) {
            long here = Math.min(left, board.yielding().acceleratorsIn(rack, priority));
            lost += objective == Objective.WEIGHTED ? here << priority : here;
            left -= here;
            if (lost >= below) {
                return NEVER;
            }
        }
        if (left > 0) {
            return NEVER;
        }
        return objective == Objective.WEIGHTED
                ? Math.max(lost, board.yielding().leastWeightIn(rack))
                : lost;
    }

    private int lowest(long below) {
        int lowest = Board.NOWHERE;
        long least = below;
        for (int rack = 0; rack < bound.length; rack++) {
            if (bound[rack] < least) {
                least = bound[rack];
                lowest = rack;
            }
        }
        return lowest;
    }

    private long cheapestIn(int rack, Ask ask, Ask.Part part, int levels, long below) {
        victims.clear();
        for (int piece = board.firstIn(rack); piece != Board.NOWHERE; piece = board.nextIn(piece)) {
            Ask other = board.ask(board.askOf(piece));
            if (mayGo(piece, ask) && isFirstHere(piece)) {
                victims.add(acceleratorsHere(piece), wattsHere(piece), objective.worth(other));
            }
        }
        long watts = part.wattsBySku()[site.sku(rack)];
        return victims.cheapest(
                part.accelerators() - board.free(rack),
                board.headroom().missingWatts(rack, watts, levels),
                below);
    }

    /** Whether a piece is the first of its replica in its rack: its parts there go together. */
    private boolean isFirstHere(int piece) {
        for (int before = piece - board.partOf(piece); before < piece; before++) {
            if (board.rackOf(before) == board.rackOf(piece)) {
                return false;
            }
        }
        return true;
    }

    private int acceleratorsHere(int piece) {
        int accelerators = board.acceleratorsOf(piece);
        for (int other = piece + 1; other < endOfReplica(piece); other++) {
            if (board.rackOf(other) == board.rackOf(piece)) {
                accelerators += board.acceleratorsOf(other);
            }
        }
        return accelerators;
    }

    private long wattsHere(int piece) {
        long watts = board.wattsOf(piece);
        for (int other = piece + 1; other < endOfReplica(piece); other++) {
            if (board.rackOf(other) == board.rackOf(piece)) {
                watts += board.wattsOf(other);
            }
        }
        return watts;
    }

    private int endOfReplica(int piece) {
        int parts = board.ask(board.askOf(piece)).parts().size();
        return piece - board.partOf(piece) + parts;
    }

    private boolean mayGo(int piece, Ask ask) {
        return board.yields(piece) && board.askOf(piece) != ask.index();
    }

    private Choice choice(int rack, Ask ask, Ask.Part part, int levels, long worth) {
        cheapestIn(rack, ask, part, levels, worth + 1);
        List<Integer> pieces = new ArrayList<>();
        for (int piece = board.firstIn(rack); piece != Board.NOWHERE; piece = board.nextIn(piece)) {
            Ask other = board.ask(board.askOf(piece));
            if (mayGo(piece, ask)
                    && isFirstHere(piece)
                    && victims.takes(
                            acceleratorsHere(piece), wattsHere(piece), objective.worth(other))) {
                pieces.add(piece - board.partOf(piece));
            }
        }
        return new Choice(rack, pieces, worth);
    }
}
