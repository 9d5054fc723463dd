package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;
import java.util.List;

/**
 * Which piece is what. Pieces of one replica follow each other, and the replicas of one ask do, so
 * that a replica is known by its first piece.
 */
final class PieceIndex {

    private final int[] first;
    private final int[] askOf;
    private final int[] partOf;

    /**
     * An index.
     *
     * @param replicas how many replicas each ask has
     */
    PieceIndex(List<Ask> asks, int[] replicas) {
        this.first = new int[asks.size() + 1];
        for (int ask = 0; ask < asks.size(); ask++) {
            first[ask + 1] = first[ask] + replicas[ask] * asks.get(ask).parts().size();
        }
        this.askOf = new int[first[asks.size()]];
        this.partOf = new int[askOf.length];
        for (int ask = 0; ask < asks.size(); ask++) {
            Arrays.fill(askOf, first[ask], first[ask + 1], ask);
            int parts = asks.get(ask).parts().size();
            for (int piece = first[ask]; parts > 1 && piece < first[ask + 1]; piece++) {
                partOf[piece] = (piece - first[ask]) % parts;
            }
        }
    }

    int count() {
        return askOf.length;
    }

    int first(int ask) {
        return first[ask];
    }

    int askOf(int piece) {
        return askOf[piece];
    }

    int partOf(int piece) {
        return partOf[piece];
    }
}
