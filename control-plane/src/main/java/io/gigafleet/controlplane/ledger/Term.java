package io.gigafleet.controlplane.ledger;

/**
 * One leader's time in office, and the fence of all it writes.
 *
 * @param incarnation the ledger's life; a restore raises it
 * @param epoch raised by every taking of the lease
 */
public record Term(String holder, String fleetId, long incarnation, long epoch) {}
