package io.gigafleet.controlplane.placement.dense;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One replica more on a full site from which small replicas went here and there, so that the room
 * there is is in pieces.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OneByOneKernel {

    /** Share of the small replicas that went. */
    private static final double GONE = 0.1;

    /** Accelerators of a small replica, at most. */
    private static final int SMALL = 4;

    /** Accelerators of a replica for which room is worth making. */
    private static final int LARGE = 16;

    /** Replicas taken turns with, so that no answer is a single rack's. */
    private static final int TURNS = 64;

    @Param("7000")
    private int racks = 7_000;

    private Board board = GeneratedBoard.full(1, Objective.WEIGHTED);
    private OneByOne search = new OneByOne(board, Objective.WEIGHTED);
    private List<Integer> gone = List.of();
    private List<Integer> movingHelps = List.of();
    private int turn;

    @Setup
    public void fill() {
        board = GeneratedBoard.full(racks, Objective.WEIGHTED);
        List<Integer> waiting = GeneratedBoard.waiting(board);
        gone = GeneratedBoard.thin(board, GONE, SMALL);
        search = new OneByOne(board, Objective.WEIGHTED);
        movingHelps =
                waiting.stream()
                        .filter(piece -> board.acceleratorsOf(piece) >= LARGE)
                        .filter(this::movingHelps)
                        .limit(TURNS)
                        .toList();
        if (movingHelps.isEmpty()) {
            throw new IllegalStateException(
                    "no replica of a site of %d racks finds room by moves: give more racks"
                            .formatted(racks));
        }
    }

    private boolean movingHelps(int piece) {
        int mark = board.mark();
        boolean helps = !search.allocate(piece) && !move(piece).isEmpty();
        board.undo(mark);
        return helps;
    }

    private List<Integer> move(int piece) {
        return search.placeByMoving(piece, any -> true, board.acceleratorsOf(piece));
    }

    /** Into free room: {@link BestFit} on one of those that just went. */
    @Benchmark
    public boolean allocate() {
        int mark = board.mark();
        boolean found = search.allocate(gone.get(turn++ % gone.size()));
        board.undo(mark);
        return found;
    }

    /** {@link Consolidation}: where there is room only if others move. */
    @Benchmark
    public List<Integer> consolidate() {
        int mark = board.mark();
        List<Integer> moved = move(movingHelps.get(turn++ % movingHelps.size()));
        board.undo(mark);
        return moved;
    }
}
