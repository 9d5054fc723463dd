package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.fleet.Condition;

/**
 * What the plane believes of one rack, and why.
 *
 * @param sinceMillis the plane's clock when the condition began, epoch milliseconds
 * @param reason for a person
 */
public record RackCondition(String rackId, Condition condition, long sinceMillis, String reason) {}
