package io.gigafleet.controlplane.telemetry;

/** Adds up the rows of the racks of one part of the plant in one window. */
final class PlantSum {

    private int samples;
    private int racks;
    private long wattsMean;
    private long energyJoules;
    private int dieDeciCelsiusMax;
    private long dieDeciCelsiusSum;
    private long utilizationPermilleSum;
    private long requests;
    private long inputTokens;
    private long outputTokens;
    private long powerThrottleMillis;
    private long thermalThrottleMillis;

    void add(RackRollup rack) {
        samples += rack.samples();
        racks++;
        wattsMean += rack.wattsMean();
        energyJoules += rack.energyJoules();
        dieDeciCelsiusMax = Math.max(dieDeciCelsiusMax, rack.dieDeciCelsiusMax());
        dieDeciCelsiusSum += rack.dieDeciCelsiusMean();
        utilizationPermilleSum += rack.utilizationPermilleMean();
        requests += rack.requests();
        inputTokens += rack.inputTokens();
        outputTokens += rack.outputTokens();
        powerThrottleMillis += rack.powerThrottleMillis();
        thermalThrottleMillis += rack.thermalThrottleMillis();
    }

    boolean isEmpty() {
        return racks == 0;
    }

    /**
     * The row; some rack must have been heard.
     *
     * @param highestWatts the highest sum of newest draws in the window; in its first moments a
     *     process has not heard all racks, so the mean may be above it
     */
    PlantRollup row(String part, long startEpochSeconds, long highestWatts) {
        return new PlantRollup(
                part,
                startEpochSeconds,
                samples,
                racks,
                wattsMean,
                Math.max(highestWatts, wattsMean),
                energyJoules,
                dieDeciCelsiusMax,
                (int) (dieDeciCelsiusSum / racks),
                (int) (utilizationPermilleSum / racks),
                requests,
                inputTokens,
                outputTokens,
                powerThrottleMillis,
                thermalThrottleMillis);
    }
}
