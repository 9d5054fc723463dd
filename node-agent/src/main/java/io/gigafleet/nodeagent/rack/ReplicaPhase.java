package io.gigafleet.nodeagent.rack;

/** Where a replica stands in its life on a rack. */
public enum ReplicaPhase {
    /** Weights are on their way. */
    LOADING,
    SERVING,
    /** Finishes what it has, takes nothing new. */
    DRAINING,
    /** Drained, or without power. */
    STOPPED,
    /** Held by the safety guard: weights stay, nothing runs. */
    SUSPENDED
}
