package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.Comparator;

/** A replica that needs a place. */
public record Demand(ServiceView service, int slot) {

    /**
     * The order in which demands are served: by priority, then the largest first, then by name and
     * slot.
     */
    public static final Comparator<Demand> ORDER =
            Comparator.comparingInt((Demand demand) -> demand.service().service().spec().priority())
                    .thenComparingInt(Demand::accelerators)
                    .reversed()
                    .thenComparing(demand -> demand.service().name())
                    .thenComparingInt(Demand::slot);

    /** Whole racks differ by SKU; one counts as an NVL72. */
    private static final int WHOLE_RACK = 72;

    /** Accelerators of one replica, all its parts together. */
    public int accelerators() {
        InferenceService.Shape shape = service.service().spec().shape();
        if (shape.liesInOneRack()) {
            return shape.accelerators();
        }
        return shape.parts().stream()
                .mapToInt(part -> part.accelerators().orElse(WHOLE_RACK))
                .sum();
    }
}
