package io.gigafleet.bench.policy;

import io.gigafleet.nodeagent.rack.ServingCost;

/**
 * What one replica does at a steady rate of equal requests, from the node agent's calibrated {@link
 * ServingCost}: a fluid in place of its request by request engine.
 *
 * <p>At a rate of {@code r} requests a second with {@code I} tokens in and {@code O} out, prefill
 * takes {@code r * prefill(I)} of each second and decoding the rest, in iterations that give each
 * of {@code b} requests a token: {@code b * (1 - r * prefill(I)) / decode(b) = r * O} has one
 * solution {@code b}. Use is the two parts' mean. The most it takes is the rate at its largest
 * batch. All of it is at full clock; at a share {@code f} of it, rates shrink and times grow by
 * {@code f}.
 *
 * <p>First tokens wait for prefill, which iterations do 2,048 tokens at a time: a queue with
 * Poisson arrivals and equal service times, whose wait exceeds {@code x} with a probability of
 * about {@code rho * exp(-2 (1 - rho) x / s)} (M/D/1 in heavy traffic, Kingman). What it leaves
 * out: bursts within a step, lengths that differ, caches of prefixes.
 */
final class ServingCurve {

    private static final int POINTS = 2_048;

    /** Prompt tokens one iteration takes, and the largest batch, as the agent's engine has them. */
    private static final int CHUNK_TOKENS = 2_048;

    private static final int BATCH_LIMIT = 1_024;

    private final ServingCost cost;
    private final int inputTokens;
    private final int outputTokens;
    private final double prefillMillis;
    private final double mostPerSecond;
    private final double[] use = new double[POINTS + 1];
    private final double[] firstTokenMillis = new double[POINTS + 1];
    private final double[] prefillServiceMillis = new double[POINTS + 1];
    private final double[] outputTokenMillis = new double[POINTS + 1];

    ServingCurve(ServingCost cost, int inputTokens, int outputTokens) {
        this.cost = cost;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        prefillMillis = cost.prefillMillis(inputTokens);
        double largest =
                Math.min(BATCH_LIMIT, cost.keyValueTokens() / (inputTokens + outputTokens));
        mostPerSecond =
                1_000 * largest / (outputTokens * decodeMillis(largest) + largest * prefillMillis);
        for (int point = 0; point <= POINTS; point++) {
            tabulate(point, mostPerSecond * point / POINTS, largest);
        }
    }

    private void tabulate(int point, double perSecond, double largest) {
        double prefillShare = perSecond * prefillMillis / 1_000;
        double batch = batch(perSecond, 1 - prefillShare, largest);
        double busy = Math.min(1, batch);
        double decodeUse = busy * decodeUse(Math.max(1, batch));
        double iteration = decodeMillis(Math.max(1, batch)) * busy;
        double chunks = Math.ceil(inputTokens / (double) CHUNK_TOKENS);
        use[point] = prefillShare + (1 - prefillShare) * decodeUse;
        firstTokenMillis[point] = (chunks + 0.5) * iteration + prefillMillis;
        prefillServiceMillis[point] =
                (iteration + cost.prefillMillis(CHUNK_TOKENS)) * inputTokens / CHUNK_TOKENS;
        outputTokenMillis[point] =
                decodeMillis(Math.max(1, batch)) / Math.max(1e-9, 1 - prefillShare);
    }

    /** The batch that decodes what comes in, found by halving. */
    private double batch(double perSecond, double decodeShare, double largest) {
        if (perSecond == 0) {
            return 0;
        }
        double tokensPerMilli = perSecond * outputTokens / 1_000;
        double least = 0;
        double most = largest;
        for (int round = 0; round < 50; round++) {
            double middle = (least + most) / 2;
            if (middle * decodeShare / decodeMillis(middle) < tokensPerMilli) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return (least + most) / 2;
    }

    private double decodeMillis(double batch) {
        double atLeastOne = Math.max(1, batch);
        int below = Math.min((int) atLeastOne, BATCH_LIMIT - 1);
        double share = atLeastOne - below;
        return cost.decodeMillis(below) * (1 - share) + cost.decodeMillis(below + 1) * share;
    }

    private double decodeUse(double batch) {
        int below = Math.min((int) batch, BATCH_LIMIT - 1);
        double share = batch - below;
        return cost.decodeUse(below) * (1 - share) + cost.decodeUse(below + 1) * share;
    }

    /** Requests a second it answers at most, at full clock. */
    double mostPerSecond() {
        return mostPerSecond;
    }

    /** Tokens of one request, in and out. */
    int tokensPerRequest() {
        return inputTokens + outputTokens;
    }

    /** Time its weights take to load. */
    double loadSeconds() {
        return cost.loadMillis() / 1_000;
    }

    /** Use of its accelerators at a rate, 0 to 1. */
    double use(double perSecond) {
        return between(use, perSecond);
    }

    /** The largest rate at which a token follows the one before within a time. */
    double perSecondWithin(double tokenMillis) {
        int point = POINTS;
        while (point > 1 && outputTokenMillis[point] > tokenMillis) {
            point--;
        }
        return mostPerSecond * point / POINTS;
    }

    /**
     * The share of requests whose first token comes in time.
     *
     * @param perSecond the rate it answers, at the clock it has
     * @param clock share of full clock, above 0
     * @param queuedSeconds how long the work that waits before them takes
     */
    double inTimeShare(double perSecond, double clock, double queuedSeconds, double limitMillis) {
        double atFullClock = perSecond / clock;
        double service = between(prefillServiceMillis, atFullClock) / clock;
        double slack =
                limitMillis
                        - between(firstTokenMillis, atFullClock) / clock
                        - queuedSeconds * 1_000;
        if (slack <= 0) {
            return 0;
        }
        double load = Math.min(1, perSecond * service / 1_000);
        return 1 - load * Math.exp(-2 * (1 - load) * slack / service);
    }

    private double between(double[] table, double perSecond) {
        double at = Math.clamp(perSecond / mostPerSecond * POINTS, 0, POINTS);
        int below = Math.min((int) at, POINTS - 1);
        double share = at - below;
        return table[below] * (1 - share) + table[below + 1] * share;
    }
}
