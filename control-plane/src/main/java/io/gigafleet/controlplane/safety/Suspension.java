package io.gigafleet.controlplane.safety;

/** Which replicas of a rack are held without work, at idle power. */
public enum Suspension {
    NONE,
    PREEMPTIBLE,
    ALL
}
