package io.gigafleet.nodeagent.rack;

/**
 * One replica at work: loads its weights, queues requests, prefills them in chunks, decodes them in
 * batches. Counters run up from its start on this rack.
 *
 * <p>Requests join at the start of an iteration. While no prompt waits, iterations up to the next
 * end of a request, the next arrival or the end of the step are one run, so a step costs as much as
 * it has events.
 */
public final class ReplicaSimulation {

    private final ReplicaPlan plan;
    private final ServingCost cost;
    private final int[] slots;
    private final RequestQueue queue = new RequestQueue();
    private final DecodeBatch batch = new DecodeBatch();
    private final LatencyCounts timeToFirstToken = new LatencyCounts();
    private final LatencyCounts timePerOutputToken = new LatencyCounts();

    private boolean draining;
    private boolean drained;
    private boolean suspended;
    private boolean energized = true;
    private double loadLeftMillis;

    // The run of iterations in progress.
    private double runLeftMillis;
    private long runIterations;
    private int runPrefillTokens;
    private int runFirstTokens;
    private double runUse;
    private int headPrefilledTokens;
    private long iteration;
    private long keyValueTokensHeld;

    // The last step.
    private double use;
    private double busy;

    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long rejected;

    ReplicaSimulation(ReplicaPlan plan, ServingCost cost) {
        this.plan = plan;
        this.cost = cost;
        slots = plan.accelerators().stream().mapToInt(Integer::intValue).toArray();
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

    /** Holds or releases it. What runs when it is held is rejected; weights stay. */
    public void suspend(boolean wanted) {
        if (wanted && !suspended) {
            dropWork();
        }
        suspended = wanted;
    }

    /** Takes or gives power. Without power work and weights are lost. */
    void energize(boolean wanted) {
        if (!wanted && energized) {
            dropWork();
            loadLeftMillis = cost.loadMillis();
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
        if (draining || suspended || !energized) {
            rejected++;
            return;
        }
        long most = Math.min(plan.model().contextTokens(), cost.keyValueTokens());
        int out = (int) Math.clamp(output, 1, Math.max(1, most / 2));
        int in = (int) Math.clamp(input, 1, Math.max(1, most - out));
        int decoded = plan.role() == ReplicaRole.PREFILL ? 1 : out;
        int prefill = plan.role() == ReplicaRole.DECODE ? 1 : in;
        if (!queue.offer(arrivalMillis, prefill, in + decoded, decoded)) {
            rejected++;
        }
    }

    /**
     * Works for one step.
     *
     * @param clock the share of full clock the slowest of its accelerators runs at
     */
    void step(double startMillis, double stepMillis, double clock) {
        use = 0;
        busy = 0;
        switch (phase()) {
            case LOADING -> load(stepMillis);
            case SERVING, DRAINING -> serve(startMillis, stepMillis, clock);
            case STOPPED, SUSPENDED -> {}
        }
        if (draining && isIdle()) {
            drained = true;
        }
    }

    private void load(double stepMillis) {
        loadLeftMillis = Math.max(0, loadLeftMillis - stepMillis);
        use = ServingCost.LOADING_USE;
    }

    private void serve(double startMillis, double stepMillis, double clock) {
        if (clock <= 0) {
            return;
        }
        double now = startMillis;
        double end = startMillis + stepMillis;
        double useMillis = 0;
        double busyMillis = 0;
        while (now < end) {
            if (runLeftMillis <= 0) {
                if (batch.size() == 0 && queue.size() > 0) {
                    now = Math.max(now, queue.arrivalMillis(0));
                }
                if (now >= end || !planRun(now, (end - now) * clock, clock)) {
                    break;
                }
            }
            double worked = Math.min(runLeftMillis / clock, end - now);
            now += worked;
            busyMillis += worked;
            useMillis += worked * runUse;
            runLeftMillis -= worked * clock;
            if (runLeftMillis <= 1e-9) {
                runLeftMillis = 0;
                completeRun(now);
            }
        }
        use = useMillis / stepMillis;
        busy = busyMillis / stepMillis;
    }

    /** Plans the next run of iterations; false if there is nothing to do yet. */
    private boolean planRun(double now, double leftMillis, double clock) {
        runFirstTokens = 0;
        runPrefillTokens = 0;
        int waiting = queue.size();
        while (runFirstTokens < waiting
                && runPrefillTokens < ServingCost.CHUNK_TOKENS
                && queue.arrivalMillis(runFirstTokens) <= now
                && admitted(runFirstTokens)) {
            int done = runFirstTokens == 0 ? headPrefilledTokens : 0;
            int need = queue.prefillTokens(runFirstTokens) - done;
            int room = ServingCost.CHUNK_TOKENS - runPrefillTokens;
            if (need > room) {
                headPrefilledTokens = done + room;
                runPrefillTokens += room;
                break;
            }
            runPrefillTokens += need;
            headPrefilledTokens = 0;
            runFirstTokens++;
        }
        int decoding = batch.size();
        if (runPrefillTokens == 0 && decoding == 0) {
            return false;
        }
        double decodeMillis = cost.decodeMillis(decoding);
        double prefillMillis = cost.prefillMillis(runPrefillTokens);
        runIterations = 1;
        if (runPrefillTokens == 0) {
            double until = leftMillis;
            if (waiting > 0 && queue.arrivalMillis(0) > now) {
                until = Math.min(until, (queue.arrivalMillis(0) - now) * clock);
            }
            long whole = (long) (until / decodeMillis);
            runIterations = Math.clamp(whole, 1, Math.max(1, batch.nextEnd() - iteration));
        }
        runLeftMillis = runIterations * decodeMillis + prefillMillis;
        runUse =
                (runIterations * decodeMillis * cost.decodeUse(decoding) + prefillMillis)
                        / runLeftMillis;
        return true;
    }

    /** Reserves batch place and memory for a queued request, if both are there. */
    private boolean admitted(int distance) {
        if (distance == 0 && headPrefilledTokens > 0) {
            return true;
        }
        int tokens = queue.contextTokens(distance);
        if (batch.size() + runFirstTokens >= DecodeBatch.LIMIT
                || keyValueTokensHeld + tokens > cost.keyValueTokens()) {
            return false;
        }
        keyValueTokensHeld += tokens;
        return true;
    }

    private void completeRun(double now) {
        iteration += runIterations;
        outputTokens += runIterations * batch.size();
        while (batch.size() > 0 && batch.nextEnd() <= iteration) {
            requests++;
            timePerOutputToken.add(
                    (now - batch.nextFirstTokenMillis()) / (batch.nextOutputTokens() - 1));
            keyValueTokensHeld -= batch.nextContextTokens();
            batch.removeNext();
        }
        for (int done = 0; done < runFirstTokens; done++) {
            int output = queue.outputTokens(0);
            int context = queue.contextTokens(0);
            timeToFirstToken.add(now - queue.arrivalMillis(0));
            inputTokens += context - output;
            outputTokens++;
            if (output == 1) {
                requests++;
                keyValueTokensHeld -= context;
            } else {
                batch.add(iteration + output - 1, now, output, context);
            }
            queue.removeHead();
        }
        runFirstTokens = 0;
        runPrefillTokens = 0;
    }

    private void dropWork() {
        rejected += (long) queue.size() + batch.size();
        queue.clear();
        batch.clear();
        runLeftMillis = 0;
        runFirstTokens = 0;
        runPrefillTokens = 0;
        headPrefilledTokens = 0;
        keyValueTokensHeld = 0;
    }

    private boolean isIdle() {
        return queue.size() == 0 && batch.size() == 0;
    }

    /** Use of its accelerators over the last step, 0 to 1; decides their power. */
    double use() {
        return use;
    }

    /** Share of the last step in which it worked. */
    double busy() {
        return busy;
    }

    double memoryUsedMebibytes() {
        return energized && !drained && loadLeftMillis <= 0
                ? cost.memoryUsedMebibytes(keyValueTokensHeld)
                : 0;
    }

    /** Requests completed. */
    public long requests() {
        return requests;
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    /** Requests not taken: the queue was full, or the replica could not serve. */
    public long rejected() {
        return rejected;
    }

    public int queuedRequests() {
        return queue.size();
    }

    public int runningRequests() {
        return batch.size();
    }

    public LatencyCounts timeToFirstToken() {
        return timeToFirstToken;
    }

    public LatencyCounts timePerOutputToken() {
        return timePerOutputToken;
    }
}
