package io.gigafleet.controlplane.telemetry;

/**
 * A record that was not taken in.
 *
 * @param detail names the field and the value, for a person
 */
public record Rejected(RejectCause cause, String detail) implements Receipt {}
