package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.RackStage;

/**
 * Where a rack stands between the dock and service, as placement, power and safety see it.
 *
 * @param heldWatts committed for the rack itself, before any replica: nothing without power, its
 *     idle power, or its full load while it burns in
 * @param leaving whether a rollout takes it out of service, so that what runs on it moves elsewhere
 * @param movesPerService while it is leaving: most replicas of one service that may move at once
 */
public record Standing(RackStage stage, long heldWatts, boolean leaving, int movesPerService) {

    /** No limit of moves. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    public Standing {
        if (heldWatts < 0) {
            throw new IllegalArgumentException("heldWatts is " + heldWatts + ", less than zero");
        }
    }

    /** At a stage where nothing moves. */
    public static Standing at(RackStage stage, long heldWatts) {
        return new Standing(stage, heldWatts, false, ANY_NUMBER);
    }

    /** In service, as a rack is that no rollout has touched. */
    public static Standing inService(RackSpot spot) {
        return at(RackStage.IN_SERVICE, spot.idleWatts());
    }

    /** Whether it may serve. */
    public boolean isInService() {
        return stage == RackStage.IN_SERVICE && !leaving;
    }
}
