package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.AcceleratorSet;

/**
 * Room that a move or a preemption is making for a demand. Those accelerators may still be held by
 * who goes, or be free already.
 *
 * @param rack index of the rack in the topology; a demand of several parts has one promise for each
 *     rack on which somebody goes for it
 * @param accelerators what those who go leave there, at the least
 */
public record Promise(Demand demand, int rack, AcceleratorSet accelerators) {}
