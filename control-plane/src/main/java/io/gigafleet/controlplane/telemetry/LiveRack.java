package io.gigafleet.controlplane.telemetry;

import java.util.Optional;

/**
 * What is known of one rack from its telemetry, as of one moment.
 *
 * @param latest the newest reading
 * @param rateSpan the newest stretch between two readings that is long enough to be read as rates
 * @param identityReturns how often two sources were caught taking turns under this rack's identity
 * @param identityReturnedAtMillis the broker's clock when that was seen last; 0: never
 */
public record LiveRack(
        RackReading latest,
        ReadingDelta rateSpan,
        long identityReturns,
        long identityReturnedAtMillis) {

    public String rackId() {
        return latest.rackId();
    }

    /** Output tokens per second of all replicas, between the two newest readings. */
    public double outputTokensPerSecond() {
        return rateSpan.perSecond(rateSpan.outputTokens());
    }

    /** Completed requests per second of all replicas, between the two newest readings. */
    public double requestsPerSecond() {
        return rateSpan.perSecond(rateSpan.requests());
    }

    /** What one replica did in {@link #rateSpan}; empty if the newest readings don't hold it. */
    public Optional<ReplicaDelta> rateSpanOf(String replicaId) {
        return rateSpan.replicas().stream()
                .filter(replica -> replica.replicaId().equals(replicaId))
                .findFirst();
    }
}
