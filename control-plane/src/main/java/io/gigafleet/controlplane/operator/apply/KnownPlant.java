package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A plant that was put together before, and what was found to fit it: services come by the
 * thousand, and few of them differ in more than their name.
 */
final class KnownPlant {

    /** More kinds of services than this are asked for again. */
    private static final int MAX_KINDS = 1_000;

    /** Before anything was applied. */
    static final KnownPlant NONE = new KnownPlant(-1, Topology.EMPTY);

    private final long revision;
    private final Topology topology;
    private final Set<Kind> fitting = ConcurrentHashMap.newKeySet();

    KnownPlant(long revision, Topology topology) {
        this.revision = revision;
        this.topology = topology;
    }

    /** What of a service decides whether it could ever be placed. */
    private record Kind(
            InferenceService.Model model,
            InferenceService.Shape shape,
            InferenceService.Power power,
            InferenceService.Placement placement) {

        static Kind of(InferenceService service) {
            InferenceService.Spec spec = service.spec();
            return new Kind(spec.model(), spec.shape(), spec.power(), spec.placement());
        }
    }

    /** Whether nothing but services changed since. */
    boolean isOf(long plantRevision) {
        return revision == plantRevision;
    }

    Topology topology() {
        return topology;
    }

    boolean isKnownToFit(InferenceService service) {
        return fitting.contains(Kind.of(service));
    }

    void fits(InferenceService service) {
        if (fitting.size() < MAX_KINDS) {
            fitting.add(Kind.of(service));
        }
    }
}
