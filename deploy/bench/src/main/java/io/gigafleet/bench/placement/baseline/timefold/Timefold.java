package io.gigafleet.bench.placement.baseline.timefold;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import io.gigafleet.bench.placement.Deployment;
import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.Objective;
import io.gigafleet.bench.placement.PlacedReplicas;
import io.gigafleet.bench.placement.baseline.Baseline;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Timefold Solver: its default construction, then its default local search for a while.
 *
 * @param localSearch how long to improve the first solution
 */
public record Timefold(Objective objective, Duration localSearch) implements Baseline {

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("ai.timefold");

    /**
     * Places the replicas of an instance.
     *
     * @throws IllegalArgumentException if it has gangs, which this model does not have
     */
    @Override
    public PlacedReplicas place(Instance instance) {
        LOG.setLevel(Level.WARNING);
        if (instance.deployments().stream().anyMatch(Deployment::isGang)) {
            throw new IllegalArgumentException(
                    "the Timefold baseline has no gangs; use another mix or baseline");
        }
        Seating solved =
                SolverFactory.<Seating>create(config())
                        .buildSolver()
                        .solve(new Seating(instance, objective));
        PlacedReplicas placed = new PlacedReplicas(instance.replicas().size());
        for (Seat seat : solved.seats()) {
            Integer rack = seat.getRack();
            if (rack != null) {
                placed.place(seat.getReplica(), List.of(rack));
            }
        }
        return placed;
    }

    private SolverConfig config() {
        LocalSearchPhaseConfig search = new LocalSearchPhaseConfig();
        search.setTerminationConfig(new TerminationConfig().withSpentLimit(localSearch));
        return new SolverConfig()
                .withSolutionClass(Seating.class)
                .withEntityClasses(Seat.class)
                .withRandomSeed(1L)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig()
                                .withIncrementalScoreCalculatorClass(SeatingScore.class))
                .withPhases(new ConstructionHeuristicPhaseConfig(), search);
    }
}
