package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.RememberedPlan;
import io.gigafleet.schemas.manifest.InferenceService.PowerPlanning;

/** How a hall is run. */
enum Policy {
    /**
     * Places where accelerators are free and knows no watts; hot dies slow down by themselves, and
     * what is too much trips.
     */
    ACCELERATORS("accelerators only"),
    /** Gigafleet's placer with nameplate watts and no guard. */
    NAMEPLATE("nameplate"),
    /** Gigafleet: observed draw, and the guard. */
    GIGAFLEET("gigafleet");

    private final String words;

    Policy(String words) {
        this.words = words;
    }

    /** Its name for people. */
    String words() {
        return words;
    }

    PowerPlanning planning() {
        return switch (this) {
            case ACCELERATORS, NAMEPLATE -> PowerPlanning.NAMEPLATE;
            case GIGAFLEET -> PowerPlanning.PREDICTED;
        };
    }

    /** Whether it plans watts and heat at all. */
    boolean plansWatts() {
        return switch (this) {
            case ACCELERATORS -> false;
            case NAMEPLATE, GIGAFLEET -> true;
        };
    }

    boolean hasGuard() {
        return this == GIGAFLEET;
    }

    Placer placer() {
        return new RememberedPlan(plansWatts() ? new FleetPlacer() : new SpreadPlacer());
    }
}
