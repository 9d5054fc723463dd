package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.Sku;
import java.util.Map;

/**
 * A rack and the place it stands at; changes only when operators change it.
 *
 * @param powerDomain index of the domain that feeds it directly
 * @param loop index of its coolant loop
 * @param labels of the rack, its row and its hall, the nearest first
 */
public record RackSpot(
        String name,
        Sku sku,
        String hall,
        String row,
        int powerDomain,
        int loop,
        Map<String, String> labels) {

    public RackSpot {
        labels = Map.copyOf(labels);
    }

    /** A rack without labels. */
    public RackSpot(String name, Sku sku, String hall, String row, int powerDomain, int loop) {
        this(name, sku, hall, row, powerDomain, loop, Map.of());
    }

    public int accelerators() {
        return sku.spec().accelerators();
    }

    /** Watts the rack draws when nothing runs on it. */
    public long idleWatts() {
        return sku.spec().power().idleWatts();
    }

    /** Watts the rack draws at most. */
    public long peakWatts() {
        return sku.spec().power().peakWatts();
    }

    /** The part of {@code watts} that ends up in the coolant loop, rounded up. */
    public long heatOf(long watts) {
        return (long) Math.ceil(watts * sku.spec().cooling().liquidFraction());
    }
}
