package io.gigafleet.nodeagent.rack;

import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Sku;

/** SKUs tests run on. */
public final class TestSkus {

    private TestSkus() {}

    public static Sku.Spec gb300() {
        return named("gb300-nvl72");
    }

    public static Sku.Spec named(String name) {
        return SkuCatalogue.builtIn().find(name).orElseThrow().spec();
    }

    /**
     * A server of eight B200: 1,000 W each (NVIDIA DGX B200 datasheet), 8 TB/s, 10 dense petaflops
     * of fp4; idle power assumed as for the GB200.
     */
    static Sku.Spec eightB200() {
        return new Sku.Spec(
                8,
                1,
                2,
                8,
                186,
                8,
                10,
                new Sku.Power(3_000, 14_300, 140, 1_000, 200),
                new Sku.Cooling(0.87, 1.5, 40),
                new Sku.Limits(87, 92, 95));
    }
}
