package io.gigafleet.controlplane.telemetry;

/**
 * Power of one rack.
 *
 * @param watts the last value
 * @param wattsMax the maximum over the reading's interval
 * @param energyJoules counts up from the agent's first start
 * @param capWatts the cap in force; 0: none
 * @param powerThrottleMillis accelerator-milliseconds below full clock for power, in the interval
 * @param thermalThrottleMillis the same for heat
 */
public record PowerReading(
        long watts,
        long wattsMax,
        long energyJoules,
        long capWatts,
        long powerThrottleMillis,
        long thermalThrottleMillis) {}
