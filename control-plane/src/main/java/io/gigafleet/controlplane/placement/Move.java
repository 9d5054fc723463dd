package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;

/**
 * A replica that goes elsewhere to make room. The new place is free now; the old one is left when
 * the new one serves.
 *
 * @param from what runs now
 * @param to where its slot goes
 * @param beneficiary for whom the room is made
 */
public record Move(Replica from, Placement to, Demand beneficiary) {}
