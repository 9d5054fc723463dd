package io.gigafleet.bench.placement;

import io.gigafleet.bench.placement.baseline.KubeLike;
import io.gigafleet.bench.placement.baseline.Looking;
import io.gigafleet.bench.placement.baseline.Scoring;
import io.gigafleet.controlplane.placement.BestFit;
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
    KUBE_SPREAD;

    Contender contender() {
        return switch (this) {
            case GIGAFLEET -> new Gigafleet(new BestFit());
            case KUBE -> new Rival(new KubeLike(Looking.ALL, Scoring.MOST_ALLOCATED));
            case KUBE_SAMPLED -> new Rival(new KubeLike(Looking.SAMPLED, Scoring.MOST_ALLOCATED));
            case KUBE_SPREAD -> new Rival(new KubeLike(Looking.ALL, Scoring.LEAST_ALLOCATED));
        };
    }

    /** The word of the command line: {@code kube-sampled}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
