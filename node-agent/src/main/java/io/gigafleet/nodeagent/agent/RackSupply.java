package io.gigafleet.nodeagent.agent;

/** What the meters above a rack leave it, worst last. */
enum RackSupply {
    /** All it is allowed to draw. */
    FULL,
    /** Its failover cap: the agent's own power brake is on. */
    BRAKED,
    /** Nothing: a domain above it is dark. */
    DARK;

    RackSupply orWorse(RackSupply other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
