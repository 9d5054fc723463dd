package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be checked.
 *
 * @param view the fleet before
 * @param services all that the view or the arrivals name
 * @param arrivals what comes to stand in the fleet: placements and the new places of moves
 * @param rowOf index of each rack's row
 */
record Proposal(
        FleetView view, Services services, Map<Service, List<Placement>> arrivals, int[] rowOf) {

    static Proposal of(FleetView view, Services services, List<Placement> arrivals, int[] rowOf) {
        Map<Service, List<Placement>> byService = new LinkedHashMap<>();
        Optional<Service> last = Optional.empty();
        List<Placement> ofLast = List.of();
        for (Placement placement : arrivals) {
            Service service = services.of(placement.demand());
            if (last.isEmpty() || last.get() != service) {
                ofLast = byService.computeIfAbsent(service, ignored -> new ArrayList<>());
                last = Optional.of(service);
            }
            ofLast.add(placement);
        }
        return new Proposal(view, services, byService, rowOf);
    }
}
