package io.gigafleet.controlplane.placement;

/**
 * A replica that found no place, and why.
 *
 * @param reason the one dominant reason
 * @param funnel how many racks each filter took away
 */
public record Unplaced(Demand demand, Reason reason, Funnel funnel) {}
