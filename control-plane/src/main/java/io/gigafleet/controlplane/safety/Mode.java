package io.gigafleet.controlplane.safety;

/** How far an automation goes by itself; a later one includes what the earlier ones do. */
public enum Mode {
    /** Raises alarms. */
    OBSERVE,
    /** Says what it would do. */
    SUGGEST,
    /** Does it. */
    ACT
}
