package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.manifest.Sku;

/**
 * What serving one model on some accelerators of one SKU costs in time, memory and use.
 *
 * <p>An iteration gives every request of the batch one token and prefills up to {@link
 * #CHUNK_TOKENS} of waiting prompts. At full clock it takes
 *
 * <pre>
 *   8.9 ms                                   launches and exchanges between accelerators
 * + touched(batch) * weights / bandwidth     the weights it reads, at 47% of peak bandwidth
 * + batch * 2 * active / compute             the requests' own work, at 1.84% of peak compute
 * + prefilled * 2 * active / compute         the prompts', at 24% of peak compute
 * </pre>
 *
 * where {@code touched(b) = 1 - (1 - active/total)^b} is the share of a sparse model's weights that
 * at least one of {@code b} requests needs; a dense model always reads all.
 *
 * <p>Sources. The first three terms are fitted to published readings of DeepSeek-V3.1 on eight
 * B200: 450, 2,907 and 7,298 tokens/s at batches of 8, 128 and 1,024, 128 ms between tokens at the
 * last; {@code CalibrationTest} holds them within 10%. The prefill term is 52,300 input tokens/s on
 * eight H100 (LMSYS, "Deploying DeepSeek with PD disaggregation and large-scale expert
 * parallelism", May 2025). Other SKUs follow by their bandwidth and compute; fp8 compute counts as
 * half of dense fp4, bf16 as a quarter.
 */
public final class ServingCost {

    /** Prompt tokens one iteration prefills at most. */
    static final int CHUNK_TOKENS = 2_048;

    /**
     * Bytes of weights each accelerator takes in per second: a fifth of its 800 Gbit/s network
     * port, from peers or from the hall's cache over all ports at once. 671 GB on eight
     * accelerators take 4.2 s.
     */
    static final double LOAD_BYTES_PER_SECOND_PER_ACCELERATOR = 20e9;

    /** Time a serving process needs to start before it loads. */
    static final double START_MILLIS = 1_500;

    /** Use of the accelerators while weights load. */
    static final double LOADING_USE = 0.02;

    private static final double ITERATION_OVERHEAD_MILLIS = 8.9;
    private static final double BANDWIDTH_EFFICIENCY = 0.471;
    private static final double DECODE_COMPUTE_EFFICIENCY = 0.0184;
    private static final double PREFILL_COMPUTE_EFFICIENCY = 0.24;
    private static final double DECODE_USE_MAX = 0.605;
    private static final double DECODE_USE_HALF_BATCH = 7.3;
    private static final double[] NOT_ASKED = {};

    // What each batch takes, as far as somebody asked; only the simulating thread asks.
    private double[] decodeMillis = NOT_ASKED;

    private final double loadMillis;
    private final double weightReadMillis;
    private final double lnUntouchedByOne;
    private final double decodeMillisPerRequest;
    private final double prefillMillisPerToken;
    private final long keyValueTokens;
    private final double weightBytesPerAccelerator;
    private final double keyValueBytesPerTokenAndAccelerator;

    /**
     * @param accelerators how many the replica spans
     * @throws IllegalArgumentException if the weights do not fit in the accelerators' memory
     */
    public ServingCost(ServedModel model, Sku.Spec sku, int accelerators) {
        double weightBytes = model.weightBytes();
        double usableBytes = sku.usableMemoryBytes(accelerators);
        if (accelerators < 1 || weightBytes >= usableBytes) {
            throw new IllegalArgumentException(
                    "model "
                            + model.name()
                            + " has "
                            + Math.round(weightBytes / 1e9)
                            + " GB of weights, but "
                            + accelerators
                            + " accelerators hold "
                            + Math.round(usableBytes / 1e9)
                            + " GB of it. Give the replica more accelerators");
        }
        double bandwidth = accelerators * sku.memoryBandwidthTerabytesPerSecond() * 1e12;
        double operationsPerSecond =
                accelerators
                        * sku.peakDenseFp4Petaflops()
                        * 1e15
                        * (0.5 / Math.max(0.5, model.bytesPerParameter()));
        double operationsPerToken = 2 * model.parametersActive();

        loadMillis =
                START_MILLIS
                        + 1_000
                                * weightBytes
                                / (accelerators * LOAD_BYTES_PER_SECOND_PER_ACCELERATOR);
        weightReadMillis = 1_000 * weightBytes / (bandwidth * BANDWIDTH_EFFICIENCY);
        lnUntouchedByOne = Math.log(1 - model.parametersActive() / model.parametersTotal());
        decodeMillisPerRequest =
                1_000 * operationsPerToken / (operationsPerSecond * DECODE_COMPUTE_EFFICIENCY);
        prefillMillisPerToken =
                1_000 * operationsPerToken / (operationsPerSecond * PREFILL_COMPUTE_EFFICIENCY);
        keyValueTokens = (long) ((usableBytes - weightBytes) / model.keyValueBytesPerToken());
        weightBytesPerAccelerator = weightBytes / accelerators;
        keyValueBytesPerTokenAndAccelerator = (double) model.keyValueBytesPerToken() / accelerators;
    }

    /** From the start of the process to the first request it can take. */
    public double loadMillis() {
        return loadMillis;
    }

    /** Tokens of attention state that fit beside the weights. */
    public long keyValueTokens() {
        return keyValueTokens;
    }

    /**
     * One decode iteration of a batch at full clock; 0 for an empty batch.
     *
     * @param batch at most the largest batch an engine makes, 1,024
     */
    public double decodeMillis(int batch) {
        if (batch == 0) {
            return 0;
        }
        if (batch >= decodeMillis.length) {
            decodeMillis = new double[DecodeBatch.LIMIT + 1];
        }
        double known = decodeMillis[batch];
        if (known == 0) {
            known = decodeMillisAnew(batch);
            decodeMillis[batch] = known;
        }
        return known;
    }

    private double decodeMillisAnew(int batch) {
        double touched = 1 - Math.exp(batch * lnUntouchedByOne);
        return ITERATION_OVERHEAD_MILLIS
                + touched * weightReadMillis
                + batch * decodeMillisPerRequest;
    }

    /** Prefilling so many prompt tokens at full clock, within an iteration. */
    public double prefillMillis(int tokens) {
        return tokens * prefillMillisPerToken;
    }

    /** Use of the accelerators while a batch decodes; saturates with the batch. */
    public double decodeUse(int batch) {
        return DECODE_USE_MAX * batch / (batch + DECODE_USE_HALF_BATCH);
    }

    /** Memory in use on each accelerator, MiB. */
    public double memoryUsedMebibytes(long keyValueTokensHeld) {
        return (weightBytesPerAccelerator
                        + keyValueTokensHeld * keyValueBytesPerTokenAndAccelerator)
                / (1 << 20);
    }
}
