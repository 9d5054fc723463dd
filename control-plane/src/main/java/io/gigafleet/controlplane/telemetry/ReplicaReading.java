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
        LatencyCounts timePerOutputToken) {

    /** A replica that has done nothing yet. */
    static final ReplicaReading NOTHING =
            new ReplicaReading(
                    "",
                    ReplicaPhase.REPLICA_PHASE_UNSPECIFIED,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    LatencyCounts.NONE,
                    LatencyCounts.NONE);

    /**
     * Whether some counter is smaller than at an earlier reading, so that the replica was started
     * again in between.
     */
    public boolean restartedSince(ReplicaReading earlier) {
        return requests < earlier.requests
                || inputTokens < earlier.inputTokens
                || outputTokens < earlier.outputTokens
                || rejectedRequests < earlier.rejectedRequests
                || timeToFirstToken.isBehind(earlier.timeToFirstToken)
                || timePerOutputToken.isBehind(earlier.timePerOutputToken);
    }
}
