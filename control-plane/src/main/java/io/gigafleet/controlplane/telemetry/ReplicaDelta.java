package io.gigafleet.controlplane.telemetry;

/**
 * What one replica did between two readings; never negative.
 *
 * @param timeToFirstToken of the requests whose first token came in between
 * @param timePerOutputToken likewise
 */
public record ReplicaDelta(
        String replicaId,
        long requests,
        long inputTokens,
        long outputTokens,
        long rejectedRequests,
        LatencyCounts timeToFirstToken,
        LatencyCounts timePerOutputToken) {

    /** What a replica did since its start. */
    static ReplicaDelta sinceStart(ReplicaReading latest) {
        return new ReplicaDelta(
                latest.replicaId(),
                latest.requests(),
                latest.inputTokens(),
                latest.outputTokens(),
                latest.rejectedRequests(),
                latest.timeToFirstToken(),
                latest.timePerOutputToken());
    }

    /**
     * What a replica did since an earlier reading; if it was started again in between, what it did
     * since that start.
     */
    static ReplicaDelta between(ReplicaReading earlier, ReplicaReading latest) {
        if (latest.restartedSince(earlier)) {
            return sinceStart(latest);
        }
        return new ReplicaDelta(
                latest.replicaId(),
                latest.requests() - earlier.requests(),
                latest.inputTokens() - earlier.inputTokens(),
                latest.outputTokens() - earlier.outputTokens(),
                latest.rejectedRequests() - earlier.rejectedRequests(),
                latest.timeToFirstToken().minus(earlier.timeToFirstToken()),
                latest.timePerOutputToken().minus(earlier.timePerOutputToken()));
    }
}
