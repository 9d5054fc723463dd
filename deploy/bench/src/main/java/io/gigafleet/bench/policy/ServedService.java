package io.gigafleet.bench.policy;

import io.gigafleet.schemas.manifest.InferenceService;

/**
 * A service of the week.
 *
 * @param index its place among the services
 * @param manifest as an operator would apply it
 * @param isBatch whether its requests may wait for hours and are fetched by who has time; others
 *     are pushed to replicas as they come
 * @param perReplica requests a second one replica is to take, by which it is scaled
 * @param meanPerSecond requests a second the whole service gets on average
 */
record ServedService(
        int index,
        InferenceService manifest,
        ServingCurve curve,
        boolean isBatch,
        double perReplica,
        double meanPerSecond) {

    String name() {
        return manifest.name();
    }

    int accelerators() {
        return manifest.spec().shape().accelerators();
    }

    boolean isPreemptible() {
        return manifest.spec().preemptible();
    }

    double firstTokenLimitMillis() {
        return manifest.spec().slo().ttftP95().toMillis();
    }
}
