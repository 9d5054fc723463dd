package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/** What was placed and taken away, in order, so that it can be undone. */
final class UndoLog {

    private int[] pieces = new int[64];
    private int[] racks = new int[64];
    private long[] watts = new long[64];
    private int size;

    /** A piece was placed that stood nowhere. */
    void placed(int piece) {
        add(piece, Board.NOWHERE, 0);
    }

    /** A piece was taken away. */
    void taken(int piece, int fromRack, long itsWatts) {
        add(piece, fromRack, itsWatts);
    }

    private void add(int piece, int rack, long itsWatts) {
        if (size == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * size);
            racks = Arrays.copyOf(racks, 2 * size);
            watts = Arrays.copyOf(watts, 2 * size);
        }
        pieces[size] = piece;
        racks[size] = rack;
        watts[size++] = itsWatts;
    }

    int size() {
        return size;
    }

    /** Undoes the last entry on a board. */
    void undoLast(Board board) {
        size--;
        if (racks[size] == Board.NOWHERE) {
            board.take(pieces[size]);
        } else {
            board.put(pieces[size], racks[size], watts[size]);
        }
    }

    void clear() {
        size = 0;
    }
}
