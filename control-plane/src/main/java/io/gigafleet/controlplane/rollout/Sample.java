package io.gigafleet.controlplane.rollout;

/**
 * What a stage needs of one telemetry record.
 *
 * @param atMillis the broker's clock when it was appended
 * @param watts of the rack, the last value
 * @param wattsMax the maximum over the record's interval
 * @param flowMillilitersPerMinute as the sensor says
 * @param dieDeciCelsiusMax the hottest die over the interval, tenths of °C
 * @param thermalThrottleMillis accelerator-milliseconds below full clock for heat
 * @param deadAccelerators those that draw nothing
 * @param leaking whether a leak sensor is wet
 * @param pressurePascals at the rack's manifold
 */
public record Sample(
        long atMillis,
        long watts,
        long wattsMax,
        long flowMillilitersPerMinute,
        int supplyMilliCelsius,
        int returnMilliCelsius,
        int dieDeciCelsiusMax,
        long thermalThrottleMillis,
        int deadAccelerators,
        boolean leaking,
        long pressurePascals,
        int switchTraysUp) {}
