package io.gigafleet.controlplane.telemetry;

/**
 * What the replicas of one service do, together.
 *
 * @param asOfMillis the broker's clock of the newest reading in it, epoch milliseconds
 * @param replicasHeard replicas in the racks' newest readings
 * @param replicasServing those of them in phase SERVING
 * @param requestsPerSecond completed, between each rack's two newest readings
 * @param queuedRequests waiting now
 * @param runningRequests in a batch now
 * @param rejectedLastMinute turned away because a queue was full
 * @param timeToFirstToken of the last minute
 * @param timePerOutputToken of the last minute
 */
public record ServiceActivity(
        String service,
        long asOfMillis,
        int replicasHeard,
        int replicasServing,
        double requestsPerSecond,
        double inputTokensPerSecond,
        double outputTokensPerSecond,
        long queuedRequests,
        long runningRequests,
        long rejectedLastMinute,
        LatencyCounts timeToFirstToken,
        LatencyCounts timePerOutputToken) {}
