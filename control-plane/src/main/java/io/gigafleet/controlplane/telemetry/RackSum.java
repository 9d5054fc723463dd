package io.gigafleet.controlplane.telemetry;

/** Adds up the readings of one rack in one window. */
final class RackSum {

    private int samples;
    private long weightMillis;
    private long wattMillis;
    private long wattsMax;
    private long energyJoules;
    private int dieDeciCelsiusMax;
    private int dieDeciCelsiusSum;
    private int returnMilliCelsiusMax = Integer.MIN_VALUE;
    private long utilizationPermilleMillis;
    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long powerThrottleMillis;
    private long thermalThrottleMillis;

    void add(RackTelemetryDecoder record, RackAddition added) {
        long weight = Math.max(1, record.intervalMillis);
        samples++;
        weightMillis += weight;
        wattMillis += record.rackWatts * weight;
        wattsMax = Math.max(wattsMax, record.rackWattsMax);
        energyJoules += added.energyJoules;
        dieDeciCelsiusMax = Math.max(dieDeciCelsiusMax, (int) record.dieDeciCelsiusMax.max());
        dieDeciCelsiusSum += (int) record.dieDeciCelsius.mean();
        returnMilliCelsiusMax = Math.max(returnMilliCelsiusMax, record.returnMilliCelsiusMax);
        utilizationPermilleMillis += record.utilizationPermille.mean() * weight;
        powerThrottleMillis += record.powerThrottleMillis;
        thermalThrottleMillis += record.thermalThrottleMillis;
        for (int index = 0; index < added.replicaCount(); index++) {
            ReplicaAddition replica = added.replica(index);
            requests += replica.requests;
            inputTokens += replica.inputTokens;
            outputTokens += replica.outputTokens;
        }
    }

    /** Adds another window of the same rack. */
    void addAll(RackSum other) {
        samples += other.samples;
        weightMillis += other.weightMillis;
        wattMillis += other.wattMillis;
        wattsMax = Math.max(wattsMax, other.wattsMax);
        energyJoules += other.energyJoules;
        dieDeciCelsiusMax = Math.max(dieDeciCelsiusMax, other.dieDeciCelsiusMax);
        dieDeciCelsiusSum += other.dieDeciCelsiusSum;
        returnMilliCelsiusMax = Math.max(returnMilliCelsiusMax, other.returnMilliCelsiusMax);
        utilizationPermilleMillis += other.utilizationPermilleMillis;
        requests += other.requests;
        inputTokens += other.inputTokens;
        outputTokens += other.outputTokens;
        powerThrottleMillis += other.powerThrottleMillis;
        thermalThrottleMillis += other.thermalThrottleMillis;
    }

    /** The row; there must have been a sample. */
    RackRollup row(String rackId, long startEpochSeconds, LatencyCounts firstTokens) {
        return new RackRollup(
                rackId,
                startEpochSeconds,
                samples,
                wattMillis / weightMillis,
                wattsMax,
                energyJoules,
                dieDeciCelsiusMax,
                dieDeciCelsiusSum / samples,
                returnMilliCelsiusMax,
                (int) (utilizationPermilleMillis / weightMillis),
                requests,
                inputTokens,
                outputTokens,
                powerThrottleMillis,
                thermalThrottleMillis,
                firstTokens);
    }
}
