package io.gigafleet.controlplane.fleet;

/** The life of one replica. Its accelerators, watts and heat are free only once it is STOPPED. */
public enum ReplicaState {
    /** Committed; its rack has not confirmed it. */
    ASSIGNED,
    /** The rack loads its weights. */
    LOADING,
    SERVING,
    /** On its way out; it may still finish requests, or nobody knows what it does. */
    DRAINING,
    /** Proven gone: the rack reported an assignment without it. */
    STOPPED;

    /** Whether the replica is meant to serve, now or soon. */
    public boolean holdsSlot() {
        return switch (this) {
            case ASSIGNED, LOADING, SERVING -> true;
            case DRAINING, STOPPED -> false;
        };
    }
}
