package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.RememberedPlan;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import io.gigafleet.schemas.manifest.InferenceService.PowerPlanning;
import java.util.OptionalInt;
import java.util.OptionalLong;

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

    /**
     * How services' power is planned. Nothing is declared: what was not observed yet is planned
     * with nameplate.
     *
     * @param marginPercent on what was observed
     */
    Power planning(int marginPercent) {
        return switch (this) {
            case ACCELERATORS, NAMEPLATE -> Power.NAMEPLATE;
            case GIGAFLEET ->
                    new Power(
                            PowerPlanning.PREDICTED,
                            OptionalLong.empty(),
                            OptionalInt.of(marginPercent));
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
