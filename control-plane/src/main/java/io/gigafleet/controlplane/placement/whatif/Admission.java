package io.gigafleet.controlplane.placement.whatif;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Reason;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.List;
import java.util.Optional;

/**
 * Whether a service could ever run at a site. It asks the placer itself for one replica, with every
 * rack in service, those on their way too, and nothing running.
 */
public final class Admission {

    private final Placer placer;

    /** Admission by the placer that will have to find the places. */
    public Admission(Placer placer) {
        this.placer = placer;
    }

    /**
     * Why no waiting would ever place the service; empty if waiting may help, or nothing is in its
     * way. A site without racks refuses nothing: they are still to come.
     */
    public Optional<Reason> refusal(Topology site, InferenceService service) {
        if (site.rackCount() == 0) {
            return Optional.empty();
        }
        ServiceView view = new ServiceView(service, 1, TenantQuota.of(Integer.MAX_VALUE));
        FleetView empty =
                new FleetView(
                        site,
                        site.racks().stream().map(Changes::ready).toList(),
                        List.of(view),
                        List.of());
        return placer.plan(empty, List.of(new Demand(view, 0))).unplaced().stream()
                .map(Unplaced::reason)
                .filter(reason -> !reason.retried())
                .findFirst();
    }
}
