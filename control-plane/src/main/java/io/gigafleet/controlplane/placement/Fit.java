package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether copies may stay where they are. */
final class Fit {

    private final FleetView view;
    private final boolean someRackIsLeaving;
    private final boolean someAcceleratorIsDead;

    Fit(FleetView view) {
        this.view = view;
        this.someRackIsLeaving = view.racks().stream().anyMatch(rack -> rack.standing().leaving());
        this.someAcceleratorIsDead =
                view.racks().stream().anyMatch(rack -> !rack.deadAccelerators().isEmpty());
    }

    /** What a service wants of its copies' places. */
    record Wish(InferenceService.Placement placement, List<InferenceService.Part> parts) {
        static Wish of(ServiceView service) {
            InferenceService.Spec spec = service.service().spec();
            return new Wish(spec.placement(), spec.shape().parts());
        }
    }

    /** Whether a part of it does nothing, and can't: an accelerator it holds is dead. */
    boolean isDead(Copy copy) {
        return someAcceleratorIsDead && copy.parts().stream().anyMatch(this::isDead);
    }

    private boolean isDead(Replica part) {
        return part.state() != ReplicaState.SERVING
                && rackOf(part)
                        .map(rack -> rack.deadAccelerators().intersects(part.acceleratorSet()))
                        .orElse(false);
    }

    /** Whether a rollout takes any rack out of service. */
    boolean someRackIsLeaving() {
        return someRackIsLeaving;
    }

    /** A rack of it is to be left, or its service no longer wants what it is. */
    boolean mustLeave(Copy copy, Wish wish) {
        if (copy.parts().size() != wish.parts().size()) {
            return true;
        }
        for (Replica part : copy.parts()) {
            if (mustLeave(part, wish.placement(), wish.parts())) {
                return true;
            }
        }
        return false;
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
                || !(placement.labels().isEmpty()
                        || spot.labels().entrySet().containsAll(placement.labels().entrySet()));
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
