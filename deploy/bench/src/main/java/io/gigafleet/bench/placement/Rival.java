package io.gigafleet.bench.placement;

import io.gigafleet.bench.placement.baseline.Baseline;

/** Another scheduler; none of them gives reasons in a form that could be counted. */
record Rival(Baseline baseline) implements Contender {

    @Override
    public String timed() {
        return "decision";
    }

    @Override
    public Start prepare(Instance instance) {
        return () -> {
            PlacedReplicas placed = baseline.place(instance);
            return new Finish(() -> placed, 0, 0);
        };
    }
}
