package io.gigafleet.schemas.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads manifests that come inside the product. Tests hold them to the schema, so reading them does
 * not load it: that is the larger part of the time it takes, and every agent pays it at start.
 */
public final class BundledManifests {

    private BundledManifests() {}

    /**
     * All manifests of a resource.
     *
     * @param path absolute, such as {@code /gigafleet/skus.yaml}
     * @throws IllegalStateException if the resource is missing or is not what its test saw
     */
    public static List<Manifest> read(String path) {
        YamlDocuments yaml = YamlParser.parse(text(path), ManifestReader.MAX_DOCUMENTS);
        if (!yaml.problems().isEmpty()) {
            throw new IllegalStateException(path + " has problems: " + yaml.problems());
        }
        return yaml.documents().stream()
                .map(document -> document.root().json())
                .map(json -> ManifestBinding.bind(json.path("kind").asText(), json))
                .toList();
    }

    /** The text of a resource, for those who check it. */
    static String text(String path) {
        try (InputStream in = BundledManifests.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
