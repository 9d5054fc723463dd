package io.gigafleet.controlplane.telemetry;

/** Sums of the readings of every rack in one window, as columns by index of the rack. */
final class RackSums {

    private final int[] samples;
    private final long[] weightMillis;
    private final long[] wattMillis;
    private final long[] wattsMax;
    private final long[] energyJoules;
    private final int[] dieDeciCelsiusMax;
    private final long[] dieDeciCelsiusSum;
    private final int[] returnMilliCelsiusMax;
    private final long[] utilizationPermilleMillis;
    private final long[] requests;
    private final long[] inputTokens;
    private final long[] outputTokens;
    private final long[] powerThrottleMillis;
    private final long[] thermalThrottleMillis;

    RackSums(int racks) {
        samples = new int[racks];
        weightMillis = new long[racks];
        wattMillis = new long[racks];
        wattsMax = new long[racks];
        energyJoules = new long[racks];
        dieDeciCelsiusMax = new int[racks];
        dieDeciCelsiusSum = new long[racks];
        returnMilliCelsiusMax = new int[racks];
        utilizationPermilleMillis = new long[racks];
        requests = new long[racks];
        inputTokens = new long[racks];
        outputTokens = new long[racks];
        powerThrottleMillis = new long[racks];
        thermalThrottleMillis = new long[racks];
    }

    void add(int rack, RackTelemetryDecoder record, RackAddition added) {
        long weight = Math.max(1, record.intervalMillis);
        returnMilliCelsiusMax[rack] =
                samples[rack] == 0
                        ? record.returnMilliCelsiusMax
                        : Math.max(returnMilliCelsiusMax[rack], record.returnMilliCelsiusMax);
        samples[rack]++;
        weightMillis[rack] += weight;
        wattMillis[rack] += record.rackWatts * weight;
        wattsMax[rack] = Math.max(wattsMax[rack], record.rackWattsMax);
        energyJoules[rack] += added.energyJoules;
        dieDeciCelsiusMax[rack] =
                Math.max(dieDeciCelsiusMax[rack], (int) record.dieDeciCelsiusMax.max());
        dieDeciCelsiusSum[rack] += record.dieDeciCelsius.mean();
        utilizationPermilleMillis[rack] += record.utilizationPermille.mean() * weight;
        powerThrottleMillis[rack] += record.powerThrottleMillis;
        thermalThrottleMillis[rack] += record.thermalThrottleMillis;
        for (int index = 0; index < added.replicaCount(); index++) {
            ReplicaAddition replica = added.replica(index);
            requests[rack] += replica.requests;
            inputTokens[rack] += replica.inputTokens;
            outputTokens[rack] += replica.outputTokens;
        }
    }

    /** Adds another window of the same racks. */
    void addAll(RackSums other) {
        for (int rack = 0; rack < samples.length; rack++) {
            if (other.samples[rack] == 0) {
                continue;
            }
            returnMilliCelsiusMax[rack] =
                    samples[rack] == 0
                            ? other.returnMilliCelsiusMax[rack]
                            : Math.max(
                                    returnMilliCelsiusMax[rack], other.returnMilliCelsiusMax[rack]);
            samples[rack] += other.samples[rack];
            weightMillis[rack] += other.weightMillis[rack];
            wattMillis[rack] += other.wattMillis[rack];
            wattsMax[rack] = Math.max(wattsMax[rack], other.wattsMax[rack]);
            energyJoules[rack] += other.energyJoules[rack];
            dieDeciCelsiusMax[rack] =
                    Math.max(dieDeciCelsiusMax[rack], other.dieDeciCelsiusMax[rack]);
            dieDeciCelsiusSum[rack] += other.dieDeciCelsiusSum[rack];
            utilizationPermilleMillis[rack] += other.utilizationPermilleMillis[rack];
            requests[rack] += other.requests[rack];
            inputTokens[rack] += other.inputTokens[rack];
            outputTokens[rack] += other.outputTokens[rack];
            powerThrottleMillis[rack] += other.powerThrottleMillis[rack];
            thermalThrottleMillis[rack] += other.thermalThrottleMillis[rack];
        }
    }

    /** How many racks there are. */
    int size() {
        return samples.length;
    }

    /** Readings of a rack in the window. */
    int samples(int rack) {
        return samples[rack];
    }

    /** The row of a rack of which there was a reading. */
    RackRollup row(int rack, String rackId, long startEpochSeconds, LatencyCounts firstTokens) {
        return new RackRollup(
                rackId,
                startEpochSeconds,
                samples[rack],
                wattMillis[rack] / weightMillis[rack],
                wattsMax[rack],
                energyJoules[rack],
                dieDeciCelsiusMax[rack],
                (int) (dieDeciCelsiusSum[rack] / samples[rack]),
                returnMilliCelsiusMax[rack],
                (int) (utilizationPermilleMillis[rack] / weightMillis[rack]),
                requests[rack],
                inputTokens[rack],
                outputTokens[rack],
                powerThrottleMillis[rack],
                thermalThrottleMillis[rack],
                firstTokens);
    }
}
