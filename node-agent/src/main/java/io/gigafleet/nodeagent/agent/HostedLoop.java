package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.manifest.Sku;
import java.util.List;

/**
 * A whole coolant loop and its racks, as one agent hosts them.
 *
 * @param heatCapacityWatts heat its CDU rejects at design supply temperature
 */
public record HostedLoop(String name, long heatCapacityWatts, List<HostedRack> racks) {

    public HostedLoop {
        racks = List.copyOf(racks);
        if (racks.isEmpty()) {
            throw new IllegalArgumentException(
                    "loop " + name + " has no racks: an agent hosts loops that have some");
        }
    }

    /** One rack of the loop. */
    public record HostedRack(String id, Sku.Spec sku) {}

    /** Design supply temperature: what the most delicate of its racks asks for, °C. */
    public double designSupplyCelsius() {
        return racks.stream()
                .mapToDouble(rack -> rack.sku().cooling().supplyCelsius())
                .min()
                .orElseThrow();
    }
}
