package io.gigafleet.controlplane.placement.dense;

/**
 * Finds the rack where a part fits best: of the racks with the fewest accelerators free that
 * suffice, the one whose watts left per accelerator left, in the rack, its loop and its row, come
 * nearest to what the part draws, so that watts and accelerators run out together.
 */
final class BestFit {

    /** Racks of one bucket that are compared; more cost time and gain little. */
    private static final int COMPARED = 12;

    /** A stride through the buckets' words, so that racks compared come from many rows. */
    private static final int STRIDE = 7;

    private final Board board;
    private final Site site;
    private final SpreadCount spread;
    private int turn;

    BestFit(Board board) {
        this.board = board;
        this.site = board.site();
        this.spread = new SpreadCount(board);
    }

    /** The best rack of a group for an ask's next replica, or {@link Board#NOWHERE}. */
    int bestIn(int group, Ask ask, int piece) {
        Ask.Part part = ask.parts().getFirst();
        spread.use(ask, piece);
        if (!board.quotas().allows(ask, piece)) {
            return Board.NOWHERE;
        }
        FreeBuckets buckets = board.buckets();
        for (int free = part.accelerators(); free <= buckets.most(); free++) {
            if (buckets.count(group, free) > 0) {
                int rack = bestOf(group, free, ask, part);
                if (rack != Board.NOWHERE) {
                    return rack;
                }
            }
        }
        return Board.NOWHERE;
    }

    /** Whether an ask's next replica fits on a rack. */
    boolean fits(Ask ask, int piece, int rack) {
        Ask.Part part = ask.parts().getFirst();
        spread.recount(ask, piece);
        return board.quotas().allows(ask, piece)
                && site.ready(rack)
                && board.free(rack) >= part.accelerators()
                && part.racks().contains(rack)
                && spread.allows(rack)
                && board.headroom().carries(rack, part.wattsBySku()[site.sku(rack)])
                && board.sharesWell(rack, ask);
    }

    void recount(Ask ask, int piece) {
        spread.recount(ask, piece);
    }

    /** Tells that a replica of the ask last looked at was placed. */
    void placed(int rack) {
        spread.add(rack);
    }

    /**
     * The best rack of several groups: the fewest accelerators free before all else, then the order
     * of the groups.
     */
    int bestAmong(int[] groups, Ask ask, int piece) {
        Ask.Part part = ask.parts().getFirst();
        spread.use(ask, piece);
        if (!board.quotas().allows(ask, piece)) {
            return Board.NOWHERE;
        }
        for (int free = part.accelerators(); free <= board.buckets().most(); free++) {
            for (int group : groups) {
                if (board.buckets().count(group, free) > 0) {
                    int rack = bestOf(group, free, ask, part);
                    if (rack != Board.NOWHERE) {
                        return rack;
                    }
                }
            }
        }
        return Board.NOWHERE;
    }

    private int bestOf(int group, int free, Ask ask, Ask.Part part) {
        FreeBuckets buckets = board.buckets();
        int best = Board.NOWHERE;
        double bestGap = Double.MAX_VALUE;
        int compared = 0;
        int word = turn++ * STRIDE % buckets.words();
        for (int step = 0; step < buckets.words(); step++) {
            for (long bits = buckets.bits(group, free, word) & part.racks().word(word);
                    bits != 0;
                    bits &= bits - 1) {
                int rack = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                long watts = part.wattsBySku()[site.sku(rack)];
                if (spread.allows(rack)
                        && board.headroom().carries(rack, watts)
                        && board.sharesWell(rack, ask)) {
                    double gap = gap(rack, free, (double) watts / part.accelerators());
                    if (best == Board.NOWHERE || gap < bestGap) {
                        best = rack;
                        bestGap = gap;
                    }
                    if (++compared == COMPARED) {
                        return best;
                    }
                }
            }
            word = word + 1 == buckets.words() ? 0 : word + 1;
        }
        return best;
    }

    /** Whether some rack of a group would do if spread did not matter. */
    boolean isPossibleIn(int group, Ask ask, int piece) {
        Ask.Part part = ask.parts().getFirst();
        if (!board.quotas().allows(ask, piece)) {
            return false;
        }
        FreeBuckets buckets = board.buckets();
        for (int free = part.accelerators(); free <= buckets.most(); free++) {
            for (int word = 0; buckets.count(group, free) > 0 && word < buckets.words(); word++) {
                for (long bits = buckets.bits(group, free, word) & part.racks().word(word);
                        bits != 0;
                        bits &= bits - 1) {
                    int rack = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    if (board.headroom().carries(rack, part.wattsBySku()[site.sku(rack)])
                            && board.sharesWell(rack, ask)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * How far what a rack has left per accelerator, at its scarcest limit, is from what is drawn.
     */
    private double gap(int rack, int free, double drawn) {
        double left = (double) board.headroom().rackLeft(rack) / free;
        left = Math.min(left, board.headroom().loopWattsPerFree(rack));
        left = Math.min(left, board.headroom().rowWattsPerFree(rack));
        return Math.abs(left - drawn);
    }
}
