package io.gigafleet.nodeagent.rack;

/**
 * One replica's life on a rack: loads its weights, serves, drains or is suspended, loses power and
 * starts over. Counters run up from its start on this rack.
 */
public final class ReplicaSimulation {

    private final ReplicaPlan plan;
    private final ServingCost cost;
    private final int[] slots;
    private final ServingEngine engine;
    private final int mostTokens;
    private final boolean onlyPrefills;
    private final boolean onlyDecodes;

    private boolean draining;
    private boolean drained;
    private boolean suspended;
    private boolean yields;
    private boolean energized = true;
    private double loadLeftMillis;
    private double use;

    ReplicaSimulation(ReplicaPlan plan, ServingCost cost) {
        this.plan = plan;
        this.cost = cost;
        slots = plan.accelerators().stream().mapToInt(Integer::intValue).toArray();
        engine = new ServingEngine(cost);
        mostTokens =
                (int)
                        Math.min(
                                RequestQueue.MOST_TOKENS,
                                Math.min(plan.model().contextTokens(), cost.keyValueTokens()));
        onlyPrefills = plan.role() == ReplicaRole.PREFILL;
        onlyDecodes = plan.role() == ReplicaRole.DECODE;
        loadLeftMillis = cost.loadMillis();
    }

    public ReplicaPlan plan() {
        return plan;
    }

    /** The plan's accelerators, for the hot path; not to be written to. */
    int[] slots() {
        return slots;
    }

    /** Where the replica stands. */
    public ReplicaPhase phase() {
        if (!energized || drained) {
            return ReplicaPhase.STOPPED;
        }
        if (suspended) {
            return ReplicaPhase.SUSPENDED;
        }
        if (loadLeftMillis > 0) {
            return ReplicaPhase.LOADING;
        }
        return draining ? ReplicaPhase.DRAINING : ReplicaPhase.SERVING;
    }

    /**
     * Asks it to finish what it has and stop, or to serve again, which reloads if it had stopped.
     */
    public void drain(boolean wanted) {
        if (!wanted && drained) {
            drained = false;
            loadLeftMillis = cost.loadMillis();
        }
        draining = wanted;
    }

    /**
     * Holds or releases it. While it is held nothing runs and its accelerators idle; weights and
     * the work it has stay, and requests wait in its bounded queue. Asked to drain as well, it
     * gives its work up.
     */
    public void suspend(boolean wanted) {
        suspended = wanted;
    }

    /** True if it gives up its clock before others do. */
    public boolean yields() {
        return yields;
    }

    void yields(boolean wanted) {
        yields = wanted;
    }

    /** Its serving process dies and starts anew: work and weights are lost. */
    void crash() {
        engine.dropWork();
        loadLeftMillis = cost.loadMillis();
    }

    /** Takes or gives power. Without power work and weights are lost. */
    void energize(boolean wanted) {
        if (!wanted && energized) {
            crash();
        }
        energized = wanted;
    }

    /**
     * Hands it a request, which waits while weights load. It is rejected, and counted, if the queue
     * is full or the replica takes nothing new. A prompt that is longer than the context allows is
     * cut.
     *
     * @param arrivalMillis in simulated time
     */
    public void offer(double arrivalMillis, int input, int output) {
        if (draining || !energized) {
            engine.reject();
            return;
        }
        int out = Math.clamp(output, 1, Math.max(1, mostTokens / 2));
        int in = Math.clamp(input, 1, Math.max(1, mostTokens - out));
        int decoded = onlyPrefills ? 1 : out;
        int prefill = onlyDecodes ? 1 : in;
        engine.offer(arrivalMillis, prefill, in + decoded, decoded);
    }

    /**
     * Works for one step.
     *
     * @param clock the share of full clock the slowest of its accelerators runs at
     */
    void step(double startMillis, double stepMillis, double clock) {
        switch (phase()) {
            case LOADING -> load(stepMillis);
            case SERVING, DRAINING -> serve(startMillis, stepMillis, clock);
            case STOPPED -> rest();
            case SUSPENDED -> {
                rest();
                if (draining) {
                    engine.dropWork();
                }
            }
        }
        if (draining && engine.isIdle()) {
            drained = true;
        }
    }

    private void rest() {
        engine.rest();
        use = 0;
    }

    private void load(double stepMillis) {
        engine.rest();
        loadLeftMillis = Math.max(0, loadLeftMillis - stepMillis);
        use = ServingCost.LOADING_USE;
    }

    private void serve(double startMillis, double stepMillis, double clock) {
        if (clock > 0) {
            engine.serve(startMillis, stepMillis, clock);
            use = engine.use();
        } else {
            // It stands still with its work: what it would draw it still asks for.
            use = engine.isIdle() ? 0 : use;
            engine.rest();
        }
    }

    /** Use of its accelerators over the last step, 0 to 1; decides their power. */
    double use() {
        return use;
    }

    /** Share of the last step in which it worked. */
    double busy() {
        return engine.busy();
    }

    double memoryUsedMebibytes() {
        return energized && !drained && loadLeftMillis <= 0
                ? cost.memoryUsedMebibytes(engine.keyValueTokensHeld())
                : 0;
    }

    /** Requests completed. */
    public long requests() {
        return engine.requests();
    }

    public long inputTokens() {
        return engine.inputTokens();
    }

    public long outputTokens() {
        return engine.outputTokens();
    }

    /** Requests not taken: the queue was full, or the replica could not serve. */
    public long rejected() {
        return engine.rejected();
    }

    public int queuedRequests() {
        return engine.queuedRequests();
    }

    public int runningRequests() {
        return engine.runningRequests();
    }

    public LatencyCounts timeToFirstToken() {
        return engine.timeToFirstToken;
    }

    public LatencyCounts timePerOutputToken() {
        return engine.timePerOutputToken;
    }
}
