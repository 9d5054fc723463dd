package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.manifest.Sku;
import java.util.List;

/**
 * A whole coolant loop and its racks, as one agent hosts them. Racks may come to it later.
 *
 * @param heatCapacityWatts heat its CDU rejects at design supply temperature
 */
public record HostedLoop(String name, long heatCapacityWatts, List<HostedRack> racks) {

    /** Supply of a loop without racks: class W40 of ASHRAE's liquid cooling classes, °C. */
    static final double EMPTY_SUPPLY_CELSIUS = 40;

    public HostedLoop {
        racks = List.copyOf(racks);
    }

    /** One rack of the loop. */
    public record HostedRack(String id, Sku.Spec sku) {}

    /** Design supply temperature: what the most delicate of its racks asks for, °C. */
    public double designSupplyCelsius() {
        return racks.stream()
                .mapToDouble(rack -> rack.sku().cooling().supplyCelsius())
                .min()
                .orElse(EMPTY_SUPPLY_CELSIUS);
    }
}
