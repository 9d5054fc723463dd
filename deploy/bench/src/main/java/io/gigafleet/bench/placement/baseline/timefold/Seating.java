package io.gigafleet.bench.placement.baseline.timefold;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.Objective;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All replicas of an instance and their racks. */
@PlanningSolution
public final class Seating {

    private @Nullable Instance instance;
    private Objective objective = Objective.WEIGHTED;

    @SuppressWarnings("UnusedVariable") // Timefold reads it
    @ValueRangeProvider
    private List<Integer> racks = List.of();

    @PlanningEntityCollectionProperty private List<Seat> seats = List.of();

    @SuppressWarnings("UnusedVariable") // Timefold writes it
    @PlanningScore
    private @Nullable HardSoftLongScore score;

    /** For Timefold, which clones by reflection. */
    public Seating() {}

    Seating(Instance instance, Objective objective) {
        this.instance = instance;
        this.objective = objective;
        this.racks = IntStream.range(0, instance.racks().size()).boxed().toList();
        this.seats = IntStream.range(0, instance.replicas().size()).mapToObj(Seat::new).toList();
    }

    Instance instance() {
        if (instance == null) {
            throw new IllegalStateException("a seating without an instance");
        }
        return instance;
    }

    Objective objective() {
        return objective;
    }

    List<Seat> seats() {
        return seats;
    }
}
