package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.Rollout;

/** Rollouts as an operator writes them. */
final class Declared {

    private Declared() {}

    /**
     * The rollout {@code north}.
     *
     * @param fields of its spec, in YAML's flow style
     */
    static Rollout rollout(String fields) {
        String manifest =
                """
                apiVersion: gigafleet/v1
                kind: Rollout
                metadata: {name: north}
                spec: {%s}
                """
                        .formatted(fields);
        return switch (ManifestReader.read(manifest)) {
            case ManifestReading.Accepted accepted ->
                    (Rollout) accepted.manifests().getFirst().manifest();
            case ManifestReading.Rejected rejected ->
                    throw new AssertionError("the story's manifest is wrong: " + rejected);
        };
    }

    /** Of all racks of delivery {@code dock}. */
    static Rollout commission(String fields) {
        return rollout("kind: commission, racks: {delivery: dock}, " + fields);
    }
}
