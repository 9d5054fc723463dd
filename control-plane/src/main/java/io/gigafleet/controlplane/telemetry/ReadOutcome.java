package io.gigafleet.controlplane.telemetry;

/** What became of the bytes of one telemetry record. */
public sealed interface ReadOutcome permits ReadOutcome.Accepted, Rejected {

    /** The bytes were a reading that can be. */
    record Accepted(RackReading reading) implements ReadOutcome {}
}
