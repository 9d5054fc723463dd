package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.schemas.manifest.Sku;

/**
 * Temperatures of a SKU that matter, in tenths of a degree Celsius. Memories slow down three
 * kelvins under their limit, as the racks' own limiters do.
 */
record HeatLimits(
        int dieSlowdownDeci, int dieShutdownDeci, int memorySlowdownDeci, int memoryShutdownDeci) {

    private static final int MEMORY_MARGIN_DECI = 30;

    static HeatLimits of(RackSpot spot) {
        Sku.Limits limits = spot.sku().spec().limits();
        int memory = deci(limits.memoryCelsius());
        return new HeatLimits(
                deci(limits.slowdownCelsius()),
                deci(limits.shutdownCelsius()),
                memory - MEMORY_MARGIN_DECI,
                memory);
    }

    private static int deci(double celsius) {
        return (int) Math.round(celsius * 10);
    }
}
