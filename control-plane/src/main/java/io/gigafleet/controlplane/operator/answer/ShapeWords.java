package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.schemas.manifest.InferenceService.Pool;
import io.gigafleet.schemas.manifest.InferenceService.Shape;

/** A replica's shape in words. */
final class ShapeWords {

    private ShapeWords() {}

    /** What one replica occupies: {@code 8 accelerators}, {@code 4 racks of one row}. */
    static String of(Shape shape) {
        return shape.pools()
                .map(
                        pools ->
                                "prefill %s, decode %s, in one row"
                                        .formatted(of(pools.prefill()), of(pools.decode())))
                .orElseGet(
                        () ->
                                shape.liesInOneRack()
                                        ? shape.accelerators() + " accelerators"
                                        : shape.racks() + " racks of one row");
    }

    private static String of(Pool pool) {
        return "%d × %d accelerators".formatted(pool.count(), pool.accelerators());
    }
}
