package io.gigafleet.bench.placement.baseline;

/** Which of the racks that fit is best. */
public enum Scoring {
    /** The one with the fewest free accelerators: kube's MostAllocated. */
    MOST_ALLOCATED,
    /** The one with the most free accelerators: kube's LeastAllocated, its default. */
    LEAST_ALLOCATED,
    /** The fewest free accelerators, and among equals the row with the most power left. */
    MOST_ALLOCATED_THEN_POWER;

    /** Below the score of one accelerator more or less. */
    private static final double TIE = 0.5;

    double score(SiteBook book, int rack) {
        int free = book.freeAccelerators(rack);
        return switch (this) {
            case MOST_ALLOCATED -> -free;
            case LEAST_ALLOCATED -> free;
            case MOST_ALLOCATED_THEN_POWER -> TIE * book.rowWattsLeft(rack) - free;
        };
    }
}
