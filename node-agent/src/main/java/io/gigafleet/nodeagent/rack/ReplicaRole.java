package io.gigafleet.nodeagent.rack;

/** Which part of a request a replica works on. */
public enum ReplicaRole {
    /** Prefill and decode together. */
    AGGREGATED,
    /** Reads the prompt and hands the request on after its first token. */
    PREFILL,
    /** Takes requests whose attention state comes from a prefill replica. */
    DECODE
}
