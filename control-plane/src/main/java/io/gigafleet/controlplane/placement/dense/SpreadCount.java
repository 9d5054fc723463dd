package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/** How many replicas of one ask stand in each row, loop and rack. */
public final class SpreadCount {

    private static final int NONE = -1;

    private final Board board;
    private final Site site;
    private final int[] inRow;
    private final int[] inLoop;
    private final int[] inRack;
    private Ask.Spread limit = Ask.Spread.ANY;
    private int counted = NONE;

    public SpreadCount(Board board) {
        this.board = board;
        this.site = board.site();
        this.inRow = new int[site.rowCount()];
        this.inLoop = new int[site.loopCount()];
        this.inRack = new int[site.rackCount()];
    }

    /**
     * Counts an ask's replicas for its next one; keeps the count if it was the last one counted.
     */
    void use(Ask ask, int piece) {
        if (counted != ask.index() || !board.predecessors(counted).isEmpty()) {
            recount(ask, piece);
        }
    }

    /**
     * Counts an ask's replicas anew, but for one and what that replaces. A replica counts where its
     * first part stands.
     */
    public void recount(Ask ask, int exceptPiece) {
        counted = ask.index();
        limit = ask.spread();
        if (limit.isNone()) {
            return;
        }
        Arrays.fill(inRow, 0);
        if (limit.isFinerThanRows()) {
            Arrays.fill(inLoop, 0);
            Arrays.fill(inRack, 0);
        }
        int end = board.firstPiece(counted + 1);
        for (int piece = board.firstPiece(counted); piece < end; piece += ask.parts().size()) {
            if (board.rackOf(piece) != Board.NOWHERE && piece != exceptPiece) {
                add(board.rackOf(piece));
            }
        }
        for (Board.Predecessor before : board.predecessors(counted)) {
            if (before.piece() == Board.NOWHERE || before.piece() != exceptPiece) {
                addPredecessor(before);
            }
        }
    }

    /** A slot that is being replaced counts once where both its holders stand. */
    private void addPredecessor(Board.Predecessor before) {
        int after = before.piece() == Board.NOWHERE ? Board.NOWHERE : board.rackOf(before.piece());
        boolean isElsewhere = after == Board.NOWHERE;
        int rack = before.rack();
        inRow[site.row(rack)] += isElsewhere || site.row(after) != site.row(rack) ? 1 : 0;
        inLoop[site.loop(rack)] += isElsewhere || site.loop(after) != site.loop(rack) ? 1 : 0;
        inRack[rack] += isElsewhere || after != rack ? 1 : 0;
    }

    void add(int rack) {
        inRow[site.row(rack)]++;
        inLoop[site.loop(rack)]++;
        inRack[rack]++;
    }

    public boolean allows(int rack) {
        return limit.isNone()
                || (inRow[site.row(rack)] < limit.maxPerRow()
                        && (!limit.isFinerThanRows()
                                || (inLoop[site.loop(rack)] < limit.maxPerLoop()
                                        && inRack[rack] < limit.maxPerRack())));
    }

    public boolean allowsRow(int row) {
        return limit.isNone() || inRow[row] < limit.maxPerRow();
    }
}
