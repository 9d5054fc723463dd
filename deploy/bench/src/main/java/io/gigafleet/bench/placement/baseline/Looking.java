package io.gigafleet.bench.placement.baseline;

/** How many racks that fit are enough to choose from. */
public enum Looking {
    /** All of them. */
    ALL,
    /**
     * kube-scheduler's default: a share that falls with the number of nodes, {@code max(5, 50 -
     * nodes / 125)} percent, and at least 100.
     *
     * @see <a
     *     href="https://kubernetes.io/docs/concepts/scheduling-eviction/scheduler-perf-tuning/">Scheduler
     *     performance tuning</a>
     */
    SAMPLED;

    private static final int NODES_MIN = 100;
    private static final int PERCENT_MIN = 5;
    private static final int PERCENT_OF_FEW = 50;
    private static final int NODES_PER_PERCENT = 125;

    int enough(int racks) {
        return switch (this) {
            case ALL -> racks;
            case SAMPLED -> {
                int percent = Math.max(PERCENT_MIN, PERCENT_OF_FEW - racks / NODES_PER_PERCENT);
                yield Math.min(racks, Math.max(NODES_MIN, racks * percent / 100));
            }
        };
    }
}
