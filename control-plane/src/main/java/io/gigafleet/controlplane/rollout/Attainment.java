package io.gigafleet.controlplane.rollout;

/**
 * How well a service keeps its promise of time to first token.
 *
 * @param requests that were counted, in about the last minute
 * @param share of them within the target, 0 to 1
 */
public record Attainment(long requests, double share) {

    /** Fewer requests than this say nothing. */
    static final long MIN_REQUESTS = 20;

    boolean isTelling() {
        return requests >= MIN_REQUESTS;
    }
}
