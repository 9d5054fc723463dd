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
}
