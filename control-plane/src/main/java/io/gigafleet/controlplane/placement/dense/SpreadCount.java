package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** How many replicas of one ask stand in each row, loop and rack. */
public final class SpreadCount {

    private static final int NONE = -1;
    private static final int[] NOWHERE_ELSE = {};

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
     * Counts an ask's replicas anew, but for one and what that replaces. A replica counts once
     * wherever one of its parts stands.
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
        int parts = ask.parts().size();
        int end = board.firstPiece(counted + 1);
        for (int piece = board.firstPiece(counted); piece < end; piece += parts) {
            if (board.rackOf(piece) != Board.NOWHERE && piece != exceptPiece) {
                if (parts == 1) {
                    add(board.rackOf(piece));
                } else {
                    add(racksOf(piece, parts), NOWHERE_ELSE);
                }
            }
        }
        for (Board.Predecessor before : board.predecessors(counted)) {
            if (before.piece() == Board.NOWHERE || before.piece() != exceptPiece) {
                add(before.racks(), racksOf(before.piece(), parts));
            }
        }
    }

    /** Racks of a replica's parts; none if it stands nowhere. */
    private int[] racksOf(int firstPiece, int parts) {
        if (firstPiece == Board.NOWHERE || board.rackOf(firstPiece) == Board.NOWHERE) {
            return NOWHERE_ELSE;
        }
        int[] racks = new int[parts];
        for (int part = 0; part < parts; part++) {
            racks[part] = board.rackOf(firstPiece + part);
        }
        return racks;
    }

    /** Counts one slot, but for where it counts already: a slot that moves within a row does. */
    private void add(int[] racks, int[] countedRacks) {
        for (int at = 0; at < racks.length; at++) {
            int rack = racks[at];
            if (rack != Board.NOWHERE) {
                inRow[site.row(rack)] += isNew(racks, at, countedRacks, site::row) ? 1 : 0;
                inLoop[site.loop(rack)] += isNew(racks, at, countedRacks, site::loop) ? 1 : 0;
                inRack[rack] += isNew(racks, at, countedRacks, same -> same) ? 1 : 0;
            }
        }
    }

    private static boolean isNew(
            int[] racks, int at, int[] countedRacks, IntUnaryOperator placeOf) {
        int place = placeOf.applyAsInt(racks[at]);
        for (int before = 0; before < at; before++) {
            if (racks[before] != Board.NOWHERE && placeOf.applyAsInt(racks[before]) == place) {
                return false;
            }
        }
        for (int rack : countedRacks) {
            if (rack != Board.NOWHERE && placeOf.applyAsInt(rack) == place) {
                return false;
            }
        }
        return true;
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
