package io.gigafleet.controlplane.telemetry;

import java.util.List;

/**
 * Completed roll-ups of one window length, by window, then in the order of the registry or by name.
 *
 * @param racks one row per rack and window
 * @param services one row per service and window
 * @param plant one row per part of the plant and window
 */
public record RollupRows(
        List<RackRollup> racks, List<ServiceRollup> services, List<PlantRollup> plant) {

    public RollupRows {
        racks = List.copyOf(racks);
        services = List.copyOf(services);
        plant = List.copyOf(plant);
    }

    public boolean isEmpty() {
        return racks.isEmpty() && services.isEmpty();
    }
}
