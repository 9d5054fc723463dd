package io.gigafleet.controlplane.placement;

import io.gigafleet.bench.placement.InstanceFleet;
import io.gigafleet.bench.placement.InstanceGenerator;
import io.gigafleet.bench.placement.Mix;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.Objective;
import io.gigafleet.controlplane.placement.dense.Packing;
import io.gigafleet.controlplane.placement.verify.PlanVerifier;
import java.util.Arrays;
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
import org.openjdk.jmh.infra.Blackhole;

/** What stands around the search: its board, the reasons, the verifier. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlanKernel {

    private static final long SEED = 1;
    private static final double DEMAND = 1.1;

    @Param("7000")
    private int racks = 7_000;

    private InstanceFleet fleet = fleet(1);
    private Plan plan = Plan.NOTHING;
    private List<Integer> unplaced = List.of();
    private FleetBoard packed = new FleetBoard(fleet.view(), fleet.demands());

    private static InstanceFleet fleet(int racks) {
        return InstanceFleet.of(InstanceGenerator.generate(racks, SEED, Mix.STD, DEMAND));
    }

    @Setup
    public void plan() {
        fleet = fleet(racks);
        plan = new FleetPlacer().plan(fleet.view(), fleet.demands());
        packed = new FleetBoard(fleet.view(), fleet.demands());
        Board board = packed.board();
        Packing.pack(board, Objective.WEIGHTED);
        unplaced =
                Arrays.stream(packed.demands())
                        .filter(first -> board.rackOf(first) == Board.NOWHERE)
                        .boxed()
                        .toList();
    }

    /** A fleet and its demands as dense columns. */
    @Benchmark
    public Object board() {
        return new FleetBoard(fleet.view(), fleet.demands());
    }

    /** Every constraint of a whole site's plan from scratch. */
    @Benchmark
    public List<String> verify() {
        return PlanVerifier.violations(fleet.view(), fleet.demands(), plan);
    }

    /** A reason and a funnel for each replica without a place. */
    @Benchmark
    public void explainAll(Blackhole hole) {
        Explainer explainer = new Explainer(packed);
        unplaced.forEach(first -> hole.consume(explainer.explain(first)));
    }
}
