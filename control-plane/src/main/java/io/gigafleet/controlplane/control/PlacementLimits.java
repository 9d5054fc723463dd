package io.gigafleet.controlplane.control;

/**
 * How far placement may go to make room.
 *
 * @param movesInFlight most replicas that are on the move to make room, in all
 * @param promiseMillis how long room stays promised after those who leave it must be gone
 */
record PlacementLimits(int movesInFlight, long promiseMillis) {

    PlacementLimits {
        if (movesInFlight < 0 || promiseMillis <= 0) {
            throw new IllegalArgumentException(
                    "movesInFlight=%d must not be negative, promiseMillis=%d must be positive"
                            .formatted(movesInFlight, promiseMillis));
        }
    }
}
