package io.gigafleet.nodeagent.rack;

/** Why a rack's power is cut and latched. */
public sealed interface TripCause {

    /** What was measured, for people. */
    String detail();

    /** A die or a memory stack reached its shutdown limit. */
    record Overheated(String detail) implements TripCause {}

    /** Water where it must not be. */
    record Leaked(String detail) implements TripCause {}

    /** The control plane asked for it, on the fast path. */
    record Ordered(String detail) implements TripCause {}
}
