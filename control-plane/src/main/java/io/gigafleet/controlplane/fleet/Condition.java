package io.gigafleet.controlplane.fleet;

/** What the plane believes of a rack. */
public enum Condition {
    /** Heard within five seconds. */
    FRESH,
    /** Silent, or not yet heard: nothing new is placed, nothing is evicted. */
    STALE,
    /**
     * Silent for thirty seconds while canaries proved that the path is alive: replicas are
     * replaced.
     */
    LOST,
    /** Positive evidence against the rack, such as a trip or a second rack of the same identity. */
    BAD
}
