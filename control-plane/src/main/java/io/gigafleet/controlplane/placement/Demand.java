package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.ServiceView;
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

    public int accelerators() {
        return service.service().spec().shape().accelerators();
    }
}
