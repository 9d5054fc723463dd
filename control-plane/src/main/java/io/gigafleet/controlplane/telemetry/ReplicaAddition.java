package io.gigafleet.controlplane.telemetry;

import org.jspecify.annotations.Nullable;

/** What one record added to one replica; filled anew for each record. */
final class ReplicaAddition {

    final SparseCounts timeToFirstToken = new SparseCounts();
    final SparseCounts timePerOutputToken = new SparseCounts();
    @Nullable ReplicaTrack replica;
    long requests;
    long inputTokens;
    long outputTokens;
    long rejectedRequests;

    /** The replica it was added to. */
    ReplicaTrack replica() {
        if (replica == null) {
            throw new IllegalStateException("the addition was not filled");
        }
        return replica;
    }
}
