package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/** Which pieces may be displaced, and what those of each rack amount to. */
final class Yielding {

    private static final int PRIORITIES = 8;

    /** Powers of two that a weight may reach: 2^8 accelerators a rack, priority 7, and gangs. */
    private static final int WEIGHTS = 24;

    private final Board board;
    private final boolean[] yields;
    private final int[] acceleratorsInRack;
    private final int[] replicasByWeight;

    /** At first the replicas of preemptible asks may be displaced. */
    Yielding(Board board) {
        this.board = board;
        this.yields = new boolean[board.pieceCount()];
        for (int piece = 0; piece < yields.length; piece++) {
            yields[piece] = board.ask(board.askOf(piece)).preemptible();
        }
        this.acceleratorsInRack = new int[board.site().rackCount() * PRIORITIES];
        this.replicasByWeight = new int[board.site().rackCount() * WEIGHTS];
    }

    /** Says which pieces, placed or not yet, may be displaced from now on. */
    void letYield(PieceFilter who) {
        Arrays.fill(acceleratorsInRack, 0);
        Arrays.fill(replicasByWeight, 0);
        for (int piece = 0; piece < yields.length; piece++) {
            yields[piece] = who.test(piece);
            if (board.rackOf(piece) != Board.NOWHERE) {
                count(piece, board.rackOf(piece), 1);
            }
        }
    }

    /** Counts a piece that came to a rack (1) or went (-1). */
    void count(int piece, int rack, int sign) {
        if (yields[piece]) {
            Ask ask = board.ask(board.askOf(piece));
            acceleratorsInRack[rack * PRIORITIES + ask.priority()] +=
                    sign * board.acceleratorsOf(piece);
            replicasByWeight[rack * WEIGHTS + log2(ask.weight())] += sign;
        }
    }

    private static int log2(long weight) {
        return Math.min(WEIGHTS - 1, Long.SIZE - 1 - Long.numberOfLeadingZeros(weight));
    }

    boolean yields(int piece) {
        return yields[piece];
    }

    /** Accelerators of a rack that replicas of one priority hold and may have to give up. */
    int acceleratorsIn(int rack, int priority) {
        return acceleratorsInRack[rack * PRIORITIES + priority];
    }

    /** A lower bound of the weight of any one replica that may be displaced from a rack. */
    long leastWeightIn(int rack) {
        for (int power = 0; power < WEIGHTS; power++) {
            if (replicasByWeight[rack * WEIGHTS + power] > 0) {
                return 1L << power;
            }
        }
        return Long.MAX_VALUE;
    }
}
