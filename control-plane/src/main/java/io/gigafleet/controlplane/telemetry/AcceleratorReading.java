package io.gigafleet.controlplane.telemetry;

/**
 * The accelerators of one rack, summed up.
 *
 * @param count accelerators that were read
 * @param watts the sum of their last values
 * @param wattsMax the highest maximum of any one of them over the interval
 * @param dieDeciCelsiusMax the hottest die over the interval, tenths of °C
 * @param dieDeciCelsiusMean the mean of the last values, tenths of °C
 * @param memoryDeciCelsiusMax the hottest memory, tenths of °C
 * @param utilizationPermilleMean the mean, 0 to 1,000
 * @param withoutPower accelerators that draw nothing
 */
public record AcceleratorReading(
        int count,
        long watts,
        long wattsMax,
        int dieDeciCelsiusMax,
        int dieDeciCelsiusMean,
        int memoryDeciCelsiusMax,
        int utilizationPermilleMean,
        int withoutPower) {}
