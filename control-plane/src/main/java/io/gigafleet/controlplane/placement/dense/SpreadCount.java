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

    /** Counts an ask's replicas; does nothing if it was the last one counted. */
    void use(Ask ask) {
        if (counted != ask.index()) {
            recount(ask);
        }
    }

    /** Counts an ask's replicas anew. A replica counts where its first part stands. */
    public void recount(Ask ask) {
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
            if (board.rackOf(piece) != Board.NOWHERE) {
                add(board.rackOf(piece));
            }
        }
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
