package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import java.util.List;

/** What may be put at a service's own path: one manifest, of that service. */
final class OneService {

    private OneService() {}

    /**
     * The one manifest that fits the path.
     *
     * @throws Refusal if there are more, or it is another kind or name
     */
    static Located<Manifest> named(String name, List<Located<Manifest>> manifests) {
        Located<Manifest> first = manifests.getFirst();
        if (manifests.size() > 1) {
            Located<Manifest> second = manifests.get(1);
            throw Refusal.ofManifests(
                    List.of(
                            second.problem(
                                    "kind",
                                    "a second manifest",
                                    "send the one service of this path; POST /api/v1/apply takes"
                                            + " many")));
        }
        if (!(first.manifest() instanceof InferenceService)) {
            throw Refusal.ofManifests(
                    List.of(
                            first.problem(
                                    "kind",
                                    "'" + first.manifest().kind() + "' is not an InferenceService",
                                    "POST /api/v1/apply takes every kind")));
        }
        if (!first.manifest().name().equals(name)) {
            throw Refusal.ofManifests(
                    List.of(
                            first.problem(
                                    "metadata.name",
                                    "'%s' is not the name in the path, '%s'"
                                            .formatted(first.manifest().name(), name),
                                    "write the same name in both")));
        }
        return first;
    }
}
