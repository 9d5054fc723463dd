package io.gigafleet.nodeagent.rack;

/**
 * The serving process of a replica: queues requests, prefills them in chunks, decodes them in
 * batches, counts.
 *
 * <p>Requests join at the start of an iteration. While no prompt waits, iterations up to the next
 * end of a request, the next arrival or the end of the step are one run, so a step costs as much as
 * it has events.
 */
final class ServingEngine {

    private final ServingCost cost;
    private final RequestQueue queue = new RequestQueue();
    private final DecodeBatch batch = new DecodeBatch();
    final LatencyCounts timeToFirstToken = new LatencyCounts();
    final LatencyCounts timePerOutputToken = new LatencyCounts();

    // What queue and batch say, kept here: most steps then do without looking at either.
    private int waiting;
    private int decoding;
    private long nextEnd = Long.MAX_VALUE;

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

    ServingEngine(ServingCost cost) {
        this.cost = cost;
    }

    /**
     * Queues a request; rejects and counts it if the queue is full.
     *
     * @param prefill tokens to prefill
     * @param context tokens, in and out, whose attention state it holds at its end
     */
    void offer(double arrivalMillis, int prefill, int context, int output) {
        if (queue.offer(arrivalMillis, prefill, context, output)) {
            waiting++;
        } else {
            rejected++;
        }
    }

    void reject() {
        rejected++;
    }

    /** Works through a span of time at a share of full clock above 0. */
    void serve(double startMillis, double stepMillis, double clock) {
        double now = startMillis;
        double end = startMillis + stepMillis;
        double useMillis = 0;
        double busyMillis = 0;
        while (now < end) {
            if (runLeftMillis <= 0) {
                if (decoding == 0 && waiting > 0) {
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
            runIterations = Math.clamp(whole, 1, Math.max(1, nextEnd - iteration));
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
        if (decoding + runFirstTokens >= DecodeBatch.LIMIT
                || keyValueTokensHeld + tokens > cost.keyValueTokens()) {
            return false;
        }
        keyValueTokensHeld += tokens;
        return true;
    }

    private void completeRun(double now) {
        iteration += runIterations;
        outputTokens += runIterations * decoding;
        while (nextEnd <= iteration) {
            requests++;
            timePerOutputToken.add(
                    (now - batch.nextFirstTokenMillis()) / (batch.nextOutputTokens() - 1));
            keyValueTokensHeld -= batch.nextContextTokens();
            batch.removeNext();
            batchChanged();
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
                batchChanged();
            }
            queue.removeHead();
            waiting--;
        }
        runFirstTokens = 0;
        runPrefillTokens = 0;
    }

    private void batchChanged() {
        decoding = batch.size();
        nextEnd = decoding > 0 ? batch.nextEnd() : Long.MAX_VALUE;
    }

    /** Rejects everything it has. */
    void dropWork() {
        rejected += (long) waiting + decoding;
        queue.clear();
        waiting = 0;
        batch.clear();
        batchChanged();
        runLeftMillis = 0;
        runFirstTokens = 0;
        runPrefillTokens = 0;
        headPrefilledTokens = 0;
        keyValueTokensHeld = 0;
    }

    boolean isIdle() {
        return waiting == 0 && decoding == 0;
    }

    /** It did nothing for a step. */
    void rest() {
        use = 0;
        busy = 0;
    }

    double use() {
        return use;
    }

    double busy() {
        return busy;
    }

    long keyValueTokensHeld() {
        return keyValueTokensHeld;
    }

    long requests() {
        return requests;
    }

    long inputTokens() {
        return inputTokens;
    }

    long outputTokens() {
        return outputTokens;
    }

    long rejected() {
        return rejected;
    }

    int queuedRequests() {
        return waiting;
    }

    int runningRequests() {
        return decoding;
    }
}
