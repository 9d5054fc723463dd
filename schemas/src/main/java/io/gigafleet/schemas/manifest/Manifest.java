package io.gigafleet.schemas.manifest;

import java.util.Map;

/** One document of desired state, {@code apiVersion: gigafleet/v1}. */
public sealed interface Manifest permits Site, Sku, Rack, Tenant, InferenceService {

    /** The {@code apiVersion} this build reads and writes. */
    String API_VERSION = "gigafleet/v1";

    Metadata metadata();

    /** The manifest's {@code kind}, which is also its record's simple name. */
    default String kind() {
        return getClass().getSimpleName();
    }

    default String name() {
        return metadata().name();
    }

    /** Name and labels; names are unique per kind. */
    record Metadata(String name, Map<String, String> labels) {
        public Metadata {
            labels = labels == null ? Map.of() : Map.copyOf(labels);
        }

        public static Metadata named(String name) {
            return new Metadata(name, Map.of());
        }
    }
}
