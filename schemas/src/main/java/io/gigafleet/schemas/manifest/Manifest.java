package io.gigafleet.schemas.manifest;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One document of desired state, {@code apiVersion: gigafleet/v1}. */
public sealed interface Manifest
        permits Site, Sku, Rack, Tenant, InferenceService, RackDelivery, Rollout {

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

    /** Name and labels, sorted by label; names are unique per kind. */
    record Metadata(String name, Map<String, String> labels) {
        public Metadata {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels == null ? Map.of() : labels));
        }

        public static Metadata named(String name) {
            return new Metadata(name, Map.of());
        }
    }
}
