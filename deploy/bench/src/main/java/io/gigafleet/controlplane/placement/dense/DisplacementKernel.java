package io.gigafleet.controlplane.placement.dense;

import java.util.Comparator;
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

/** Who has to go, on a site filled without regard to priority, for what is worth most. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DisplacementKernel {

    /** Replicas taken turns with, so that no answer is a single rack's. */
    private static final int TURNS = 256;

    @Param("7000")
    private int racks = 7_000;

    private Board board = GeneratedBoard.full(1, Objective.ACCELERATORS);
    private Displacement displacement = new Displacement(board, Objective.WEIGHTED);
    private final Victims victims = new Victims();
    private List<Integer> pieces = List.of();
    private int turn;

    @Setup
    public void fill() {
        board = GeneratedBoard.full(racks, Objective.ACCELERATORS);
        board.letYield(piece -> true);
        displacement = new Displacement(board, Objective.WEIGHTED);
        pieces =
                GeneratedBoard.waiting(board).stream()
                        .sorted(
                                Comparator.comparingLong(
                                        piece -> -board.ask(board.askOf(piece)).weight()))
                        .limit(TURNS)
                        .toList();
    }

    /** The cheapest rack of the site and its victims. */
    @Benchmark
    public Displacement.Choice find() {
        int piece = pieces.get(turn++ % pieces.size());
        Ask ask = board.ask(board.askOf(piece));
        return displacement.find(ask, piece, Displacement.ALL_LEVELS, ask.weight());
    }

    /** The exact search within one rack: 8 accelerators and their watts. */
    @Benchmark
    public long victimsInRack() {
        int rack = turn++ % board.site().rackCount();
        victims.clear();
        for (int piece = board.firstIn(rack); piece != Board.NOWHERE; piece = board.nextIn(piece)) {
            victims.add(
                    board.acceleratorsOf(piece),
                    board.wattsOf(piece),
                    board.ask(board.askOf(piece)).weight());
        }
        return victims.cheapest(8, 8_000, Long.MAX_VALUE / 4);
    }
}
