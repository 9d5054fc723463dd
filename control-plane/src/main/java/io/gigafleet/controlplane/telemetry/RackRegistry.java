package io.gigafleet.controlplane.telemetry;

import java.util.Map;
import java.util.Optional;

/**
 * The racks the plane knows.
 *
 * @param limitsByRack by rack id
 */
public record RackRegistry(Map<String, RackLimits> limitsByRack) {

    /** Knows no rack. */
    public static final RackRegistry EMPTY = new RackRegistry(Map.of());

    public RackRegistry {
        limitsByRack = Map.copyOf(limitsByRack);
    }

    /** The limits of a rack; empty if the plane doesn't know it. */
    public Optional<RackLimits> limitsOf(String rackId) {
        return Optional.ofNullable(limitsByRack.get(rackId));
    }

    /** Whether the plane knows the rack. */
    public boolean knows(String rackId) {
        return limitsByRack.containsKey(rackId);
    }
}
