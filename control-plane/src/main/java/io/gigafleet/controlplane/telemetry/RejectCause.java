package io.gigafleet.controlplane.telemetry;

/** Why a record was not taken in. */
public enum RejectCause {
    /** Not Protobuf of the expected kind, or no value at all. */
    UNREADABLE("unreadable"),
    /** Larger than a record of its topic can be. */
    TOO_LARGE("too-large"),
    /** The plane knows no rack of that id. */
    UNKNOWN_RACK("unknown-rack"),
    /** The record names another source than its key, so its order isn't certain. */
    WRONG_KEY("wrong-key"),
    /** A column doesn't have one entry per accelerator of the rack's SKU. */
    WRONG_COLUMNS("wrong-columns"),
    /** A value that can't be: twice the peak power, 10,000 °C, a negative counter. */
    OUT_OF_RANGE("out-of-range"),
    /** Sampled more than five minutes after the broker appended it. */
    FROM_THE_FUTURE("from-the-future"),
    /** Older than what is known of its rack, though it was appended after it. */
    REPLAYED("replayed"),
    /** More sources than the plane keeps. */
    TOO_MANY_SOURCES("too-many-sources"),
    /** The plane itself failed on the record. */
    PLANE_FAILED("plane-failed");

    private final String label;

    RejectCause(String label) {
        this.label = label;
    }

    /** The cause as metrics and dead-letter headers write it. */
    public String label() {
        return label;
    }
}
