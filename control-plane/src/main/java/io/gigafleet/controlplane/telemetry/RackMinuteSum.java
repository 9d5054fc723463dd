package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;

/** Adds up the readings of one rack in one minute. */
final class RackMinuteSum {

    private final long[] timeToFirstToken = new long[LatencyBuckets.COUNT];
    private int samples;
    private long weightMillis;
    private long wattMillis;
    private long wattsMax;
    private long energyJoules;
    private int dieDeciCelsiusMax;
    private long dieDeciCelsiusSum;
    private int returnMilliCelsiusMax = Integer.MIN_VALUE;
    private long utilizationPermilleMillis;
    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long powerThrottleMillis;
    private long thermalThrottleMillis;

    void add(RackReading reading, ReadingDelta delta) {
        long weight = Math.max(1, reading.intervalMillis());
        samples++;
        weightMillis += weight;
        wattMillis += reading.power().watts() * weight;
        wattsMax = Math.max(wattsMax, reading.power().wattsMax());
        energyJoules += delta.energyJoules();
        dieDeciCelsiusMax = Math.max(dieDeciCelsiusMax, reading.accelerators().dieDeciCelsiusMax());
        dieDeciCelsiusSum += reading.accelerators().dieDeciCelsiusMean();
        returnMilliCelsiusMax =
                Math.max(returnMilliCelsiusMax, reading.coolant().returnMilliCelsiusMax());
        utilizationPermilleMillis += reading.accelerators().utilizationPermilleMean() * weight;
        powerThrottleMillis += reading.power().powerThrottleMillis();
        thermalThrottleMillis += reading.power().thermalThrottleMillis();
        for (ReplicaDelta replica : delta.replicas()) {
            requests += replica.requests();
            inputTokens += replica.inputTokens();
            outputTokens += replica.outputTokens();
            replica.addTimeToFirstTokenTo(timeToFirstToken);
        }
    }

    /** The row; there must have been a sample. */
    RackMinute toRow(String rackId, long minuteEpochSeconds) {
        return new RackMinute(
                rackId,
                minuteEpochSeconds,
                samples,
                wattMillis / weightMillis,
                wattsMax,
                energyJoules,
                dieDeciCelsiusMax,
                (int) (dieDeciCelsiusSum / samples),
                returnMilliCelsiusMax,
                (int) (utilizationPermilleMillis / weightMillis),
                requests,
                inputTokens,
                outputTokens,
                powerThrottleMillis,
                thermalThrottleMillis,
                LatencyCounts.of(0, timeToFirstToken));
    }
}
