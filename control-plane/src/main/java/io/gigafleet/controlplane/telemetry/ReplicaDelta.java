package io.gigafleet.controlplane.telemetry;

/**
 * What one replica did between two readings; never negative. If it was started again in between,
 * what it did since that start.
 *
 * <p>Holds the two readings and subtracts when asked: there is one of these for each replica and
 * second.
 */
public final class ReplicaDelta {

    private final ReplicaReading from;
    private final ReplicaReading to;

    private ReplicaDelta(ReplicaReading from, ReplicaReading to) {
        this.from = from;
        this.to = to;
    }

    /** What a replica did since its start. */
    static ReplicaDelta sinceStart(ReplicaReading latest) {
        return new ReplicaDelta(ReplicaReading.NOTHING, latest);
    }

    /** What a replica did since an earlier reading, or since its start if that was later. */
    static ReplicaDelta between(ReplicaReading earlier, ReplicaReading latest) {
        return latest.restartedSince(earlier)
                ? sinceStart(latest)
                : new ReplicaDelta(earlier, latest);
    }

    public String replicaId() {
        return to.replicaId();
    }

    /** Requests completed. */
    public long requests() {
        return to.requests() - from.requests();
    }

    public long inputTokens() {
        return to.inputTokens() - from.inputTokens();
    }

    public long outputTokens() {
        return to.outputTokens() - from.outputTokens();
    }

    /** Requests turned away because the queue was full. */
    public long rejectedRequests() {
        return to.rejectedRequests() - from.rejectedRequests();
    }

    /** Of the requests whose first token came in between. */
    public LatencyCounts timeToFirstToken() {
        return to.timeToFirstToken().minus(from.timeToFirstToken());
    }

    /** Of the output tokens in between. */
    public LatencyCounts timePerOutputToken() {
        return to.timePerOutputToken().minus(from.timePerOutputToken());
    }

    /** Adds {@link #timeToFirstToken} to an array of shape {@code [LatencyBuckets.COUNT]}. */
    void addTimeToFirstTokenTo(long[] dense) {
        to.timeToFirstToken().addTo(dense);
        from.timeToFirstToken().subtractFrom(dense);
    }

    /** Adds {@link #timePerOutputToken} to an array of shape {@code [LatencyBuckets.COUNT]}. */
    void addTimePerOutputTokenTo(long[] dense) {
        to.timePerOutputToken().addTo(dense);
        from.timePerOutputToken().subtractFrom(dense);
    }
}
