package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;

/** Adds up what the replicas of one service did in one minute. */
final class ServiceMinuteSum {

    private final long[] timeToFirstToken = new long[LatencyBuckets.COUNT];
    private final long[] timePerOutputToken = new long[LatencyBuckets.COUNT];
    private int samples;
    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long rejectedRequests;

    void add(ReplicaDelta replica) {
        samples++;
        requests += replica.requests();
        inputTokens += replica.inputTokens();
        outputTokens += replica.outputTokens();
        rejectedRequests += replica.rejectedRequests();
        replica.addTimeToFirstTokenTo(timeToFirstToken);
        replica.addTimePerOutputTokenTo(timePerOutputToken);
    }

    ServiceMinute toRow(String service, long minuteEpochSeconds) {
        return new ServiceMinute(
                service,
                minuteEpochSeconds,
                samples,
                requests,
                inputTokens,
                outputTokens,
                rejectedRequests,
                LatencyCounts.of(0, timeToFirstToken),
                LatencyCounts.of(0, timePerOutputToken));
    }
}
