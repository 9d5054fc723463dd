package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Shortage;
import io.gigafleet.controlplane.placement.Funnel.Filter;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places one replica after the other on the rack it fits best.
 *
 * <p><b>Goals, in order:</b> serve by priority; keep large holes (take the rack with the fewest
 * free accelerators that suffices); draw from the loop with the most heat headroom.
 *
 * <p><b>Constraints:</b> the rack's SKU and hall are allowed and it takes replicas; the weights
 * fit; accelerators lie in one scale-up domain; committed power stays within every domain above the
 * rack and committed heat within its loop; at most {@code maxPerRow} replicas of the service in the
 * row; the tenant's quota.
 *
 * <p><b>Algorithm:</b> demands in {@link Demand#ORDER}; for each, every rack goes through the
 * filters in the order of {@link Filter}; the best of what is left is reserved before the next
 * demand is looked at. Cost: demands times racks times the depth of the power tree.
 */
public final class BestFit implements Placer {

    @Override
    public Plan plan(FleetView view, List<Demand> demands) {
        Tentative tentative = new Tentative(view);
        List<Placement> placements = new ArrayList<>();
        List<Unplaced> unplaced = new ArrayList<>();
        for (Demand demand : demands.stream().sorted(Demand.ORDER).toList()) {
            Search search = new Search(view, tentative, demand);
            search.best()
                    .ifPresentOrElse(
                            rack ->
                                    placements.add(
                                            tentative.reserve(
                                                    demand, rack, search.plannedWatts(rack))),
                            () -> unplaced.add(search.explain()));
        }
        return new Plan(placements, unplaced);
    }

    /** One demand's way through all racks. */
    private static final class Search {
        private final FleetView view;
        private final Tentative tentative;
        private final Demand demand;
        private final InferenceService.Spec spec;
        private final Rejections rejections;

        Search(FleetView view, Tentative tentative, Demand demand) {
            this.view = view;
            this.tentative = tentative;
            this.demand = demand;
            this.spec = demand.service().service().spec();
            this.rejections = new Rejections(view, tentative, demand);
        }

        Optional<Integer> best() {
            if (rejections.overQuota()) {
                return Optional.empty();
            }
            int best = -1;
            for (int rack = 0; rack < view.topology().rackCount(); rack++) {
                if (fits(rack) && (best < 0 || better(rack, best))) {
                    best = rack;
                }
            }
            return best < 0 ? Optional.empty() : Optional.of(best);
        }

        long plannedWatts(int rack) {
            return demand.service()
                    .planned()
                    .aboveIdle(view.topology().rack(rack).sku(), demand.accelerators());
        }

        Unplaced explain() {
            return rejections.explain();
        }

        private boolean fits(int rack) {
            RackSpot spot = view.topology().rack(rack);
            if (!spec.shape().skus().isEmpty()
                    && !spec.shape().skus().contains(spot.sku().name())) {
                return rejections.at(Filter.SKU);
            }
            if (!spec.placement().halls().isEmpty()
                    && !spec.placement().halls().contains(spot.hall())) {
                return rejections.at(Filter.HALL);
            }
            if (demand.accelerators() > spot.sku().spec().scaleUpDomain()) {
                return rejections.tooLarge(spot);
            }
            if (spec.model().weightBytes()
                    >= spot.sku().spec().usableMemoryBytes(demand.accelerators())) {
                return rejections.tooLittleMemory(spot);
            }
            if (!view.rack(rack).acceptsReplicas()) {
                return rejections.notReady(rack);
            }
            if (spec.placement().maxPerRow().isPresent()
                    && tentative.othersInRow(demand, spot.row())
                            >= spec.placement().maxPerRow().getAsInt()) {
                return rejections.at(Filter.SPREAD);
            }
            if (tentative.freeCount(rack) < demand.accelerators()) {
                return rejections.tooFew(rack);
            }
            Optional<Shortage> shortage = tentative.power().shortageOf(rack, plannedWatts(rack));
            return shortage.isEmpty() || rejections.shortOf(rack, shortage.get());
        }

        private boolean better(int rack, int best) {
            int free = tentative.freeCount(rack);
            int bestFree = tentative.freeCount(best);
            if (free != bestFree) {
                return free < bestFree;
            }
            PowerBook power = tentative.power();
            return power.heatHeadroomWatts(view.topology().rack(rack).loop())
                    > power.heatHeadroomWatts(view.topology().rack(best).loop());
        }
    }
}
