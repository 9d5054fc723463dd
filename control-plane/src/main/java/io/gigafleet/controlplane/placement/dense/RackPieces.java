package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/** The pieces of each rack, chained; the latest placed comes first. */
final class RackPieces {

    private final int[] first;
    private final int[] next;
    private final int[] previous;

    RackPieces(int racks, int pieces) {
        this.first = nowhere(racks);
        this.next = nowhere(pieces);
        this.previous = nowhere(pieces);
    }

    private static int[] nowhere(int length) {
        int[] values = new int[length];
        Arrays.fill(values, Board.NOWHERE);
        return values;
    }

    void add(int piece, int rack) {
        next[piece] = first[rack];
        previous[piece] = Board.NOWHERE;
        if (first[rack] != Board.NOWHERE) {
            previous[first[rack]] = piece;
        }
        first[rack] = piece;
    }

    void remove(int piece, int rack) {
        if (next[piece] != Board.NOWHERE) {
            previous[next[piece]] = previous[piece];
        }
        if (previous[piece] == Board.NOWHERE) {
            first[rack] = next[piece];
        } else {
            next[previous[piece]] = next[piece];
        }
    }

    int firstIn(int rack) {
        return first[rack];
    }

    int nextIn(int piece) {
        return next[piece];
    }
}
