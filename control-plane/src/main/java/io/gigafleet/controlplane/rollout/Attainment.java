package io.gigafleet.controlplane.rollout;

/**
 * How well a service keeps its promise of time to first token.
 *
 * @param requests that were counted, in about the last minute
 * @param share of them within the target, 0 to 1
 * @param isComplete whether all replicas it wants serve; one that waits for racks keeps its promise
 *     badly whatever a rollout does
 */
public record Attainment(long requests, double share, boolean isComplete) {

    /** Fewer requests than this say nothing. */
    static final long MIN_REQUESTS = 20;

    boolean isTelling() {
        return requests >= MIN_REQUESTS;
    }
}
