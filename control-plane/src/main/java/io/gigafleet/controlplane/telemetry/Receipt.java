package io.gigafleet.controlplane.telemetry;

/** What the sink did with one record. */
public sealed interface Receipt permits Receipt.Taken, Rejected {

    /** The record was taken in, or was older than what is known and dropped. */
    enum Taken implements Receipt {
        /** The only one. */
        TAKEN
    }
}
