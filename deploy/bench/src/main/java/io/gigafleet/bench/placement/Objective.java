package io.gigafleet.bench.placement;

/** What a plan is to have most of. */
public enum Objective {
    /** Accelerators times 2^priority. */
    WEIGHTED,
    /** Accelerators, whatever their priority. */
    ACCELERATORS;

    /** What one accelerator of a priority counts. */
    public long worth(int priority) {
        return switch (this) {
            case WEIGHTED -> 1L << priority;
            case ACCELERATORS -> 1;
        };
    }

    /** The same for the control plane's scheduler. */
    io.gigafleet.controlplane.placement.dense.Objective ofScheduler() {
        return switch (this) {
            case WEIGHTED -> io.gigafleet.controlplane.placement.dense.Objective.WEIGHTED;
            case ACCELERATORS -> io.gigafleet.controlplane.placement.dense.Objective.ACCELERATORS;
        };
    }
}
