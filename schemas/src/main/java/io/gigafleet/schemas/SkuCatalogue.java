package io.gigafleet.schemas;

import io.gigafleet.schemas.manifest.BundledManifests;
import io.gigafleet.schemas.manifest.Sku;
import java.util.List;
import java.util.Optional;

/**
 * The rack models that come with the product, from {@code gigafleet/skus.yaml}. An operator
 * overrides one by applying a {@link Sku} of the same name.
 *
 * @param skus in the order of the file
 */
public record SkuCatalogue(List<Sku> skus) {

    private static final String RESOURCE = "/gigafleet/skus.yaml";

    public SkuCatalogue {
        skus = List.copyOf(skus);
    }

    /** Read when it is first asked for. */
    private static final class Loaded {
        static final SkuCatalogue BUILT_IN =
                new SkuCatalogue(
                        BundledManifests.read(RESOURCE).stream().map(Sku.class::cast).toList());
    }

    /** The catalogue this build was made with. */
    public static SkuCatalogue builtIn() {
        return Loaded.BUILT_IN;
    }

    public Optional<Sku> find(String name) {
        return skus.stream().filter(sku -> sku.name().equals(name)).findFirst();
    }
}
