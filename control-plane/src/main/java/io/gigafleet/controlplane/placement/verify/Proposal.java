package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        for (Placement placement : arrivals) {
            byService
                    .computeIfAbsent(services.of(placement.demand()), ignored -> new ArrayList<>())
                    .add(placement);
        }
        return new Proposal(view, services, byService, rowOf);
    }
}
