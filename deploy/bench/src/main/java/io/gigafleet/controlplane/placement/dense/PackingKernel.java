package io.gigafleet.controlplane.placement.dense;

import io.gigafleet.bench.placement.InstanceBoard;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Everything a site asks for packed at once, and the linear program within. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PackingKernel {

    @Param("7000")
    private int racks = 7_000;

    private InstanceBoard columns = GeneratedBoard.columns(1);
    private Board empty = columns.empty();

    @Setup
    public void generate() {
        columns = GeneratedBoard.columns(racks);
    }

    @Setup(Level.Invocation)
    public void clear() {
        empty = columns.empty();
    }

    /** From an empty board to a full one. */
    @Benchmark
    public Board pack() {
        Packing.pack(empty, Objective.WEIGHTED);
        return empty;
    }

    /** How many of each class stand in each group of racks: {@link Prices} and rounding. */
    @Benchmark
    public void admission(Blackhole hole) {
        Groups groups = Groups.of(empty);
        boolean[] noneBound = new boolean[empty.quotas().tenants()];
        hole.consume(
                Admission.decide(
                        empty,
                        groups,
                        Objective.WEIGHTED,
                        ReplicaClass.of(empty, noneBound),
                        noneBound));
    }
}
