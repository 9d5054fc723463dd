package io.gigafleet.controlplane.placement.dense;

import java.util.List;

/**
 * Places replicas of several parts, all of them in one row or none: a gang of whole racks, or pools
 * of prefill and decode. Of the rows that have room it takes the one with the fewest accelerators
 * free, so that rows with much room keep it.
 */
final class RowFit {

    private final Board board;
    private final Site site;
    private final int[][] racksOfRow;
    private final SpreadCount spread;

    RowFit(Board board) {
        this.board = board;
        this.site = board.site();
        this.spread = new SpreadCount(board);
        int[] sizes = new int[site.rowCount()];
        for (int rack = 0; rack < site.rackCount(); rack++) {
            sizes[site.row(rack)]++;
        }
        this.racksOfRow = new int[site.rowCount()][];
        for (int row = 0; row < sizes.length; row++) {
            racksOfRow[row] = new int[sizes[row]];
        }
        for (int rack = site.rackCount() - 1; rack >= 0; rack--) {
            racksOfRow[site.row(rack)][--sizes[site.row(rack)]] = rack;
        }
    }

    /** Places all parts of a replica, or none; says whether it did. */
    boolean place(Ask ask, int firstPiece) {
        if (!board.quotas().allows(ask, firstPiece)) {
            return false;
        }
        spread.recount(ask, firstPiece);
        int best = -1;
        long bestFree = Long.MAX_VALUE;
        for (int row = 0; row < racksOfRow.length; row++) {
            long free = board.headroom().freeInRow(row);
            if (free >= ask.accelerators() && free < bestFree && spread.allowsRow(row)) {
                int mark = board.mark();
                if (placeIn(row, ask, firstPiece)) {
                    best = row;
                    bestFree = free;
                }
                board.undo(mark);
            }
        }
        return best >= 0 && placeIn(best, ask, firstPiece);
    }

    /** Racks of a row. The caller must not change the array. */
    int[] racksOf(int row) {
        return racksOfRow[row];
    }

    /** Places all parts of a replica in one row, or none; says whether it did. */
    boolean placeOnly(int row, Ask ask, int firstPiece) {
        if (!board.quotas().allows(ask, firstPiece)) {
            return false;
        }
        spread.recount(ask, firstPiece);
        int mark = board.mark();
        if (spread.allowsRow(row) && placeIn(row, ask, firstPiece)) {
            return true;
        }
        board.undo(mark);
        return false;
    }

    /** Tries one row; what it placed before it failed is for the caller to undo. */
    private boolean placeIn(int row, Ask ask, int firstPiece) {
        List<Ask.Part> parts = ask.parts();
        for (int part = 0; part < parts.size(); part++) {
            int rack = bestRack(row, ask, parts.get(part));
            if (rack == Board.NOWHERE) {
                return false;
            }
            board.place(firstPiece + part, rack);
        }
        return true;
    }

    private int bestRack(int row, Ask ask, Ask.Part part) {
        int best = Board.NOWHERE;
        for (int rack : racksOfRow[row]) {
            if (board.free(rack) >= part.accelerators()
                    && board.isOpen(rack)
                    && part.racks().contains(rack)
                    && (best == Board.NOWHERE || board.free(rack) < board.free(best))
                    && spread.allows(rack)
                    && board.headroom().carries(rack, part.wattsBySku()[site.sku(rack)])
                    && board.sharesWell(rack, ask)) {
                best = rack;
            }
        }
        return best;
    }
}
