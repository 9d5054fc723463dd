package io.gigafleet.bench.placement;

import io.gigafleet.bench.placement.baseline.KubeLike;
import io.gigafleet.bench.placement.baseline.Looking;
import io.gigafleet.bench.placement.baseline.Scoring;
import io.gigafleet.bench.placement.baseline.timefold.Timefold;
import io.gigafleet.controlplane.placement.FleetPlacer;
import java.time.Duration;
import java.util.Locale;

/** The schedulers that can be measured, by the words of the command line. */
enum Scheduler {
    /** The control plane's own. */
    GIGAFLEET,
    /** kube-scheduler's loop over all racks. */
    KUBE,
    /** The same with kube-scheduler's sampling. */
    KUBE_SAMPLED,
    /** The same as {@link #KUBE} with kube-scheduler's default score: spread. */
    KUBE_SPREAD,
    /** Timefold Solver: up to some hundred racks. */
    TIMEFOLD,
    /** Netflix Fenzo, in a JVM of its own. */
    FENZO;

    /**
     * The scheduler, ready to race.
     *
     * @param order how replicas come to Gigafleet; the others have their own
     * @param search how long one that searches may improve its first plan
     */
    Contender contender(Order order, Objective objective, Duration search) {
        return switch (this) {
            case GIGAFLEET ->
                    switch (order) {
                        case BATCH -> new Gigafleet(new FleetPlacer(objective.ofScheduler()));
                        case ONLINE -> new OnlineGigafleet(objective);
                    };
            case KUBE -> new Rival(new KubeLike(Looking.ALL, Scoring.MOST_ALLOCATED));
            case KUBE_SAMPLED -> new Rival(new KubeLike(Looking.SAMPLED, Scoring.MOST_ALLOCATED));
            case KUBE_SPREAD -> new Rival(new KubeLike(Looking.ALL, Scoring.LEAST_ALLOCATED));
            case TIMEFOLD -> new Rival(new Timefold(objective, search));
            case FENZO -> new FenzoProcess();
        };
    }

    /** The word of the command line: {@code kube-sampled}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
