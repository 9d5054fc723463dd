package io.gigafleet.schemas;

import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.Sku;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        static final SkuCatalogue BUILT_IN = load();
    }

    /** The catalogue this build was made with. */
    public static SkuCatalogue builtIn() {
        return Loaded.BUILT_IN;
    }

    public Optional<Sku> find(String name) {
        return skus.stream().filter(sku -> sku.name().equals(name)).findFirst();
    }

    private static SkuCatalogue load() {
        try (InputStream in = SkuCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the classpath");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return switch (ManifestReader.read(text)) {
                case ManifestReading.Accepted accepted ->
                        new SkuCatalogue(
                                accepted.manifests().stream()
                                        .map(located -> (Sku) located.manifest())
                                        .toList());
                case ManifestReading.Rejected rejected ->
                        throw new IllegalStateException(
                                RESOURCE + " has problems: " + rejected.problems());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
