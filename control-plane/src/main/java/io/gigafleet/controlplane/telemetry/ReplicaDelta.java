package io.gigafleet.controlplane.telemetry;

/**
 * What one replica did between two readings; never negative. If it was started again in between,
 * what it did since that start.
 *
 * @param requests completed
 * @param rejectedRequests turned away because the queue was full
 */
public record ReplicaDelta(
        String replicaId,
        long requests,
        long inputTokens,
        long outputTokens,
        long rejectedRequests) {}
