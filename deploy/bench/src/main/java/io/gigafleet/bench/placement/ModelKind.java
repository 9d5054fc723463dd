package io.gigafleet.bench.placement;

import java.util.List;

/**
 * A kind of model that deployments serve, as in the given instances.
 *
 * @param accelerators of one replica
 * @param loadPercent planned draw of an accelerator, of its SKU's peak
 * @param share deployments of this kind, of each hundred
 */
record ModelKind(String name, int accelerators, int loadPercent, int share) {

    /** Added to the load in the hot mix. */
    private static final int HOT_PERCENT = 15;

    private static final int FULL_PERCENT = 100;

    static final List<ModelKind> ALL =
            List.of(
                    new ModelKind("chat-8b", 1, 80, 8),
                    new ModelKind("embed-small", 1, 50, 8),
                    new ModelKind("rerank", 1, 60, 6),
                    new ModelKind("chat-14b", 2, 70, 8),
                    new ModelKind("chat-32b", 2, 80, 6),
                    new ModelKind("dense-70b-prefill", 4, 90, 6),
                    new ModelKind("dense-70b-decode", 4, 70, 12),
                    new ModelKind("dense-405b", 8, 80, 10),
                    new ModelKind("moe-120b", 8, 60, 12),
                    new ModelKind("video-diffusion", 8, 100, 4),
                    new ModelKind("moe-670b-prefill", 16, 90, 4),
                    new ModelKind("moe-670b-decode", 16, 60, 6),
                    new ModelKind("moe-1t", 32, 65, 6),
                    new ModelKind("nvl72-prefill", 72, 80, 1),
                    new ModelKind("nvl72-decode", 72, 65, 3));

    /** Watts of one accelerator that draws so many at its peak. */
    int watts(int peakWatts, Mix mix) {
        int percent =
                mix == Mix.HOT ? Math.min(FULL_PERCENT, loadPercent + HOT_PERCENT) : loadPercent;
        return peakWatts * percent / FULL_PERCENT;
    }

    /** Whether deployments of a mix serve it. */
    boolean isIn(Mix mix) {
        return mix != Mix.COARSE || accelerators >= COARSE_ACCELERATORS;
    }

    private static final int COARSE_ACCELERATORS = 8;
}
