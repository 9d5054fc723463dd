package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.schemas.manifest.InferenceService.Part;
import io.gigafleet.schemas.manifest.InferenceService.Shape;
import io.gigafleet.schemas.manifest.Sku;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** How many accelerators one replica of a shape takes, and which field says so. */
final class ReplicaSize {

    private ReplicaSize() {}

    /**
     * The least that one replica can take. A part of whole racks takes what the smallest rack model
     * has that it may run on; one that may run on no known model counts nothing.
     */
    static long leastAccelerators(Shape shape, Map<String, Sku> skus) {
        return shape.parts().stream().mapToLong(part -> leastAccelerators(part, skus)).sum();
    }

    private static long leastAccelerators(Part part, Map<String, Sku> skus) {
        if (part.accelerators().isPresent()) {
            return part.accelerators().getAsInt();
        }
        Collection<Sku> allowed =
                part.skus().isEmpty()
                        ? skus.values()
                        : part.skus().stream().map(skus::get).filter(Objects::nonNull).toList();
        return allowed.stream().mapToInt(sku -> sku.spec().accelerators()).min().orElse(0);
    }

    /** Path of the field that says what a replica occupies. */
    static String field(Shape shape) {
        if (shape.pools().isPresent()) {
            return "spec.shape.pools";
        }
        return shape.racks() > 0 ? "spec.shape.racks" : "spec.shape.accelerators";
    }
}
