package io.gigafleet.controlplane.telemetry;

/** What became of a reading offered to {@link FleetTelemetry}. */
public sealed interface Offered {

    /** It is the rack's newest. */
    record Newest(LiveRack rack) implements Offered {}

    /** It is not newer than what is known, and was dropped. */
    record Older(LiveRack rack) implements Offered {}
}
