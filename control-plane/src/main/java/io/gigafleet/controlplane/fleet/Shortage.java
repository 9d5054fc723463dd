package io.gigafleet.controlplane.fleet;

/** A limit that a rack's additional load would break. */
public sealed interface Shortage {

    /** Watts that were asked for at that limit. */
    long neededWatts();

    /** Watts that are left there. */
    long leftWatts();

    /** A power domain's budget. */
    record OfPower(String domain, long neededWatts, long leftWatts) implements Shortage {}

    /** A coolant loop's heat capacity. */
    record OfCooling(String loop, long neededWatts, long leftWatts) implements Shortage {}
}
