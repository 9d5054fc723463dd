package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.RackDefects;
import io.gigafleet.nodeagent.rack.SeededDraw;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import java.util.Optional;

/**
 * One step of a rack's commissioning. Stateless: what it does and finds depends on the rack, its
 * faults and how far the stage is, so that an agent can go on with it after a restart.
 */
public sealed interface Stage
        permits DeliveredStage,
                InstalledStage,
                EnergizedStage,
                LeakTestedStage,
                ProvisionedStage,
                BurnedInStage,
                AcceptedStage {

    /** How much faster or slower than usual a crew or a machine is. */
    double SPREAD = 0.3;

    /** The stage that brings a rack there; empty: nothing is asked of an agent for it. */
    static Optional<Stage> of(RackStage name) {
        return switch (name) {
            case DELIVERED -> Optional.of(new DeliveredStage());
            case INSTALLED -> Optional.of(new InstalledStage());
            case ENERGIZED -> Optional.of(new EnergizedStage());
            case LEAK_TESTED -> Optional.of(new LeakTestedStage());
            case PROVISIONED -> Optional.of(new ProvisionedStage());
            case BURNED_IN -> Optional.of(new BurnedInStage());
            case ACCEPTED -> Optional.of(new AcceptedStage());
            case PLANNED, IN_SERVICE, MAINTENANCE, QUARANTINED, RETIRED -> Optional.empty();
        };
    }

    RackStage name();

    /** How long it usually takes at speed 1. */
    long usualSeconds();

    /** How long it takes for this order and rack at speed 1. */
    default double durationMillis(StageOrder order, long seed, String rackId) {
        double factor =
                SeededDraw.between(1 - SPREAD, 1 + SPREAD, seed, rackId, "duration of " + name());
        return 1_000.0 * usualSeconds() * factor;
    }

    /** What it waits for before it can begin or go on; empty: nothing. */
    default Optional<String> waitsFor(StageBench bench) {
        return bench.rack().energized()
                ? Optional.empty()
                : Optional.of("waits for power: the rack is isolated or tripped");
    }

    /**
     * What is broken in the rack while the stage is in force.
     *
     * @param share how much of it is done, 0 to 1
     */
    default RackDefects defects(StageBench bench, double share) {
        return bench.standingDefects();
    }

    /** Does to the rack what the stage does; it lasts while the stage is in force. */
    default void act(StageBench bench, double share) {}

    /** True if an accelerator died in it and stays dead. */
    default boolean killsAccelerator(StageBench bench, double share) {
        return false;
    }

    /** What its instruments show. */
    List<Reading> readings(StageBench bench, double share);

    /**
     * Looks for what is wrong; passes only at its end.
     *
     * @param share how much of it is done, 0 to 1
     */
    Finding look(StageBench bench, StageOrder order, double share);

    /** The firmware the rack runs after it. */
    default String firmwareAfter(StageBench bench, StageOrder order, Finding finding) {
        return bench.firmware();
    }
}
