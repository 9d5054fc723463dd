package io.gigafleet.controlplane.telemetry;

/** What one record added to one replica; filled anew for each record. */
final class ReplicaAddition {

    final SparseCounts timeToFirstToken = new SparseCounts();
    final SparseCounts timePerOutputToken = new SparseCounts();

    /** The number of the replica's service. */
    int service = ServiceNames.UNKNOWN;

    long requests;
    long inputTokens;
    long outputTokens;
    long rejectedRequests;

    /**
     * What a replica did between two records: never negative, and if it was started again in
     * between, what it did since that start.
     */
    void between(DecodedReplica earlier, DecodedReplica newer) {
        boolean goesOn =
                newer.requests >= earlier.requests
                        && newer.inputTokens >= earlier.inputTokens
                        && newer.outputTokens >= earlier.outputTokens
                        && newer.rejectedRequests >= earlier.rejectedRequests
                        && timeToFirstToken.between(
                                earlier.timeToFirstToken, newer.timeToFirstToken)
                        && timePerOutputToken.between(
                                earlier.timePerOutputToken, newer.timePerOutputToken);
        if (goesOn) {
            requests = newer.requests - earlier.requests;
            inputTokens = newer.inputTokens - earlier.inputTokens;
            outputTokens = newer.outputTokens - earlier.outputTokens;
            rejectedRequests = newer.rejectedRequests - earlier.rejectedRequests;
        } else {
            sinceStart(newer);
        }
    }

    /** What a replica did since its start. */
    void sinceStart(DecodedReplica newer) {
        requests = newer.requests;
        inputTokens = newer.inputTokens;
        outputTokens = newer.outputTokens;
        rejectedRequests = newer.rejectedRequests;
        timeToFirstToken.all(newer.timeToFirstToken);
        timePerOutputToken.all(newer.timePerOutputToken);
    }
}
