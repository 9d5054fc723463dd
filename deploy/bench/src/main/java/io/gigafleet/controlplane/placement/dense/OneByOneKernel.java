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
 * One replica more on a full site from which two replicas in a hundred went, and into which large
 * ones came until there was no room for more of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OneByOneKernel {

    private static final double GONE = 0.02;

    /** Accelerators of a replica for which room is worth making. */
    private static final int LARGE = 16;

    @Param("7000")
    private int racks = 7_000;

    private Board board = GeneratedBoard.full(1, Objective.WEIGHTED);
    private OneByOne search = new OneByOne(board, Objective.WEIGHTED);
    private List<Integer> fitting = List.of();
    private List<Integer> tooLarge = List.of();
    private int turn;

    @Setup
    public void fill() {
        board = GeneratedBoard.full(racks, Objective.WEIGHTED);
        List<Integer> waiting = GeneratedBoard.waiting(board);
        List<Integer> gone = GeneratedBoard.thin(board, GONE);
        search = new OneByOne(board, Objective.WEIGHTED);
        tooLarge =
                waiting.stream()
                        .filter(piece -> board.acceleratorsOf(piece) >= LARGE)
                        .filter(piece -> board.isWithinQuota(board.ask(board.askOf(piece)), piece))
                        .filter(piece -> !search.allocate(piece))
                        .toList();
        board.settle();
        fitting = gone.stream().filter(this::findsRoom).toList();
    }

    private boolean findsRoom(int piece) {
        int mark = board.mark();
        boolean fits = search.allocate(piece);
        board.undo(mark);
        return fits;
    }

    /** Into free room: {@link BestFit} on one of those that just went. */
    @Benchmark
    public boolean allocate() {
        int mark = board.mark();
        boolean found = search.allocate(fitting.get(turn++ % fitting.size()));
        board.undo(mark);
        return found;
    }

    /** {@link Consolidation}: where there is room only if others move. */
    @Benchmark
    public List<Integer> consolidate() {
        int piece = tooLarge.get(turn++ % tooLarge.size());
        int mark = board.mark();
        List<Integer> moved =
                search.placeByMoving(
                        piece, any -> true, board.ask(board.askOf(piece)).accelerators());
        board.undo(mark);
        return moved;
    }
}
