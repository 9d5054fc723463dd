package io.gigafleet.nodeagent.agent;

import java.util.Optional;

/**
 * The fleet the agent obeys. It is given, remembered, or that of the first assignment; once known
 * it does not change.
 */
final class FleetBinding {

    private volatile Optional<String> fleetId;

    FleetBinding(Optional<String> fleetId) {
        this.fleetId = fleetId;
    }

    Optional<String> fleetId() {
        return fleetId;
    }

    void bind(String newFleetId) {
        if (fleetId.isPresent() && !fleetId.get().equals(newFleetId)) {
            throw new IllegalStateException(
                    "fleet " + newFleetId + " offered to an agent of fleet " + fleetId.get());
        }
        fleetId = Optional.of(newFleetId);
    }
}
