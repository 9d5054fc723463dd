package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.ReplicaPhase;

/**
 * One replica on one rack. Counters run up from the replica's start on the rack.
 *
 * @param requests completed
 * @param queuedRequests waiting now
 * @param runningRequests in a batch now
 * @param rejectedRequests turned away because the queue was full
 * @param timeToFirstToken counts since the replica's start
 * @param timePerOutputToken counts since the replica's start
 */
public record ReplicaReading(
        String replicaId,
        ReplicaPhase phase,
        long requests,
        long inputTokens,
        long outputTokens,
        long queuedRequests,
        long runningRequests,
        long rejectedRequests,
        LatencyCounts timeToFirstToken,
        LatencyCounts timePerOutputToken) {}
