package io.gigafleet.controlplane.placement.dense;

import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.InstanceBoard;
import io.gigafleet.bench.placement.InstanceGenerator;
import io.gigafleet.bench.placement.Mix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Boards of a generated site to measure kernels on. */
final class GeneratedBoard {

    private static final long SEED = 1;
    private static final double DEMAND = 1.1;

    private GeneratedBoard() {}

    /** A generated site, of which more is asked than it has. */
    static InstanceBoard columns(int racks) {
        Instance instance = InstanceGenerator.generate(racks, SEED, Mix.STD, DEMAND);
        return new InstanceBoard(instance);
    }

    /** A packed board: hardly an accelerator is left. */
    static Board full(int racks, Objective objective) {
        Board board = columns(racks).empty();
        Packing.pack(board, objective);
        board.settle();
        return board;
    }

    /** First pieces of the replicas that stand nowhere, the most accelerators first. */
    static List<Integer> waiting(Board board) {
        List<Integer> waiting = new ArrayList<>();
        for (int piece = 0; piece < board.pieceCount(); piece++) {
            if (board.partOf(piece) == 0 && board.rackOf(piece) == Board.NOWHERE) {
                waiting.add(piece);
            }
        }
        waiting.sort(
                Comparator.comparingInt(
                                (Integer piece) -> -board.ask(board.askOf(piece)).accelerators())
                        .thenComparingInt(piece -> piece));
        return waiting;
    }

    /**
     * Takes a share of the replicas of so many accelerators or fewer away, by chance.
     *
     * @return their first pieces
     */
    static List<Integer> thin(Board board, double share, int acceleratorsMost) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Integer> gone = new ArrayList<>();
        for (int piece = 0; piece < board.pieceCount(); piece++) {
            if (board.partOf(piece) == 0
                    && board.rackOf(piece) != Board.NOWHERE
                    && board.acceleratorsOf(piece) <= acceleratorsMost
                    && random.nextDouble() < share) {
                gone.add(piece);
            }
        }
        gone.forEach(board::removeReplica);
        board.settle();
        return gone;
    }
}
