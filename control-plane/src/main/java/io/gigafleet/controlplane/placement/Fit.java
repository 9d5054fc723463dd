package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether copies may stay where they are. */
final class Fit {

    private final FleetView view;

    Fit(FleetView view) {
        this.view = view;
    }

    /** A rack of it is to be left, or its service no longer wants what it is. */
    boolean mustLeave(Copy copy, ServiceView service) {
        InferenceService.Spec spec = service.service().spec();
        List<InferenceService.Part> wanted = spec.shape().parts();
        return copy.parts().size() != wanted.size()
                || copy.parts().stream()
                        .anyMatch(part -> mustLeave(part, spec.placement(), wanted));
    }

    private boolean mustLeave(
            Replica part,
            InferenceService.Placement placement,
            List<InferenceService.Part> wanted) {
        OptionalInt rack = view.topology().rackNamed(part.rack());
        if (rack.isEmpty()
                || view.rack(rack.getAsInt()).mustBeLeft()
                || part.part() >= wanted.size()) {
            return true;
        }
        RackSpot spot = view.topology().rack(rack.getAsInt());
        InferenceService.Part shape = wanted.get(part.part());
        return part.accelerators().size() != shape.accelerators().orElse(spot.accelerators())
                || !(shape.skus().isEmpty() || shape.skus().contains(spot.sku().name()))
                || !(placement.halls().isEmpty() || placement.halls().contains(spot.hall()))
                || !spot.labels().entrySet().containsAll(placement.labels().entrySet());
    }

    /** Whether a rack of it is LOST or BAD, so that safety decides when it is given up. */
    boolean isOnFailedRack(Copy copy) {
        return copy.parts().stream()
                .flatMap(part -> rackOf(part).stream())
                .anyMatch(
                        rack ->
                                rack.mustBeLeft()
                                        && !rack.draining()
                                        && !rack.standing().leaving());
    }

    /** Whether a rollout takes a rack of it out of service. */
    boolean isOnLeavingRack(Copy copy) {
        return copy.parts().stream()
                .flatMap(part -> rackOf(part).stream())
                .anyMatch(rack -> rack.standing().leaving());
    }

    Optional<RackView> rackOf(Replica part) {
        OptionalInt rack = view.topology().rackNamed(part.rack());
        return rack.isPresent() ? Optional.of(view.rack(rack.getAsInt())) : Optional.empty();
    }
}
