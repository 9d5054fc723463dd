package io.gigafleet.controlplane.telemetry;

/**
 * Coolant of one rack.
 *
 * @param supplyMilliCelsius into the rack
 * @param returnMilliCelsius out of the rack, the last value
 * @param returnMilliCelsiusMax the maximum over the reading's interval
 * @param flowMillilitersPerMinute through the rack
 * @param pressurePascals at its manifold, above ambient
 */
public record CoolantReading(
        int supplyMilliCelsius,
        int returnMilliCelsius,
        int returnMilliCelsiusMax,
        long flowMillilitersPerMinute,
        long pressurePascals) {}
