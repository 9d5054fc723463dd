package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.List;

/** Each part stands on a rack that takes replicas now and is what its service asks for. */
final class Suitability {

    private final FleetView view;
    private final Service service;
    private final InferenceService.Placement where;
    private final Violations found;

    private Suitability(FleetView view, Service service, Violations found) {
        this.view = view;
        this.service = service;
        this.where = service.spec().placement();
        this.found = found;
    }

    static void check(Proposal proposal, Violations found) {
        proposal.arrivals()
                .forEach(
                        (service, placements) -> {
                            Suitability check = new Suitability(proposal.view(), service, found);
                            placements.forEach(check::check);
                        });
    }

    /** Whether a rack would do for a part, had it room. */
    static boolean suits(FleetView view, Service service, int part, int rack) {
        Violations found = new Violations(view.topology());
        RackSpot spot = view.topology().rack(rack);
        int size = service.parts().get(part).accelerators().orElse(spot.accelerators());
        new Suitability(view, service, found)
                .check(
                        new Placement(
                                service.demandOf(0),
                                part,
                                rack,
                                AcceleratorSet.range(0, size),
                                service.plannedWatts(spot.sku(), size)));
        return found.isEmpty();
    }

    private void check(Placement placement) {
        List<InferenceService.Part> parts = service.parts();
        if (placement.part() >= parts.size()) {
            found.of(placement, "there is no part " + placement.part());
            return;
        }
        InferenceService.Part part = parts.get(placement.part());
        RackSpot spot = view.topology().rack(placement.rack());
        if (!view.rack(placement.rack()).acceptsReplicas()) {
            found.of(placement, "its rack takes no replicas");
        }
        if (!part.skus().isEmpty() && !part.skus().contains(spot.sku().name())) {
            found.of(placement, "SKU " + spot.sku().name() + " is not allowed");
        }
        checkWhere(placement, spot);
        checkSize(placement, spot, part);
    }

    private void checkWhere(Placement placement, RackSpot spot) {
        if (!where.halls().isEmpty() && !where.halls().contains(spot.hall())) {
            found.of(placement, "hall " + spot.hall() + " is not allowed");
        }
        if (!where.labels().isEmpty()) {
            where.labels()
                    .forEach(
                            (label, value) -> {
                                if (!value.equals(spot.labels().get(label))) {
                                    found.of(placement, "its rack is not " + label + "=" + value);
                                }
                            });
        }
    }

    private void checkSize(Placement placement, RackSpot spot, InferenceService.Part part) {
        int size = placement.acceleratorSet().size();
        int wanted = part.accelerators().orElse(spot.accelerators());
        if (size != wanted) {
            found.of(placement, "it has %d accelerators, not %d".formatted(size, wanted));
        }
        if (size > spot.sku().spec().scaleUpDomain()) {
            found.of(placement, "it is larger than the scale-up domain");
        }
        if (service.weightBytesPerPart() >= spot.sku().spec().usableMemoryBytes(size)) {
            found.of(placement, "its weights do not fit in memory");
        }
        if (placement.plannedWatts() < service.plannedWatts(spot.sku(), size)) {
            found.of(placement, "its watts are understated");
        }
    }
}
