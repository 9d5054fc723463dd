package io.gigafleet.controlplane.placement.whatif;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.Placer;
import java.util.Set;

/**
 * What would become of a fleet if something were different. The placer that decides decides here
 * too, on a copy: nothing that is asked here has an effect.
 */
public final class WhatIf {

    private final Placer placer;

    /** Questions to the placer that will have to find the places. */
    public WhatIf(Placer placer) {
        this.placer = placer;
    }

    /**
     * Follows the fleet as it is and as it would be, each until nothing more follows, and compares
     * both with now.
     *
     * @throws IllegalArgumentException if a change names what is not of this fleet
     */
    public Answer answer(FleetView now, Changes changes) {
        Settling.Settled anyway = Settling.of(placer, now, Set.of());
        Settling.Settled then = Settling.of(placer, changes.applyTo(now), changes.lostRacks());
        return new Comparison(now, anyway, then).answer();
    }
}
