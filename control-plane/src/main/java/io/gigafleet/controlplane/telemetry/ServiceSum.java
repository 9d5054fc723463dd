package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;

/** Adds up what the replicas of one service did in one window. */
final class ServiceSum {

    private final long[] timeToFirstToken = new long[LatencyBuckets.COUNT];
    private final long[] timePerOutputToken = new long[LatencyBuckets.COUNT];
    private int samples;
    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long rejectedRequests;

    /**
     * Adds what one record added to a replica.
     *
     * @param hasLatencies whether it is known when its latencies came about
     */
    void add(ReplicaAddition replica, boolean hasLatencies) {
        samples++;
        requests += replica.requests;
        inputTokens += replica.inputTokens;
        outputTokens += replica.outputTokens;
        rejectedRequests += replica.rejectedRequests;
        if (hasLatencies) {
            replica.timeToFirstToken.addTo(timeToFirstToken);
            replica.timePerOutputToken.addTo(timePerOutputToken);
        }
    }

    /** Adds another window of the same service. */
    void addAll(ServiceSum other) {
        samples += other.samples;
        requests += other.requests;
        inputTokens += other.inputTokens;
        outputTokens += other.outputTokens;
        rejectedRequests += other.rejectedRequests;
        for (int bucket = 0; bucket < LatencyBuckets.COUNT; bucket++) {
            timeToFirstToken[bucket] += other.timeToFirstToken[bucket];
            timePerOutputToken[bucket] += other.timePerOutputToken[bucket];
        }
    }

    long rejectedRequests() {
        return rejectedRequests;
    }

    LatencyCounts timeToFirstToken() {
        return LatencyCounts.ofDense(timeToFirstToken);
    }

    LatencyCounts timePerOutputToken() {
        return LatencyCounts.ofDense(timePerOutputToken);
    }

    ServiceRollup row(String service, long startEpochSeconds) {
        return new ServiceRollup(
                service,
                startEpochSeconds,
                samples,
                requests,
                inputTokens,
                outputTokens,
                rejectedRequests,
                timeToFirstToken(),
                timePerOutputToken());
    }
}
