package io.gigafleet.controlplane.placement.whatif;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is supposed to be different.
 *
 * @param services in place of those of the same name, or beside the others
 * @param lostRacks names of racks nobody reaches any more; what they hold stays committed, as it
 *     does until a rack proves itself empty
 * @param addedRacks racks in service, in the indexes of the fleet's topology
 * @param budgetWatts another budget, by name of the power domain
 */
public record Changes(
        List<ServiceView> services,
        Set<String> lostRacks,
        List<RackSpot> addedRacks,
        Map<String, Long> budgetWatts) {

    /** Nothing is different. */
    public static final Changes NONE = new Changes(List.of(), Set.of(), List.of(), Map.of());

    public Changes {
        services = List.copyOf(services);
        lostRacks = Set.copyOf(lostRacks);
        addedRacks = List.copyOf(addedRacks);
        budgetWatts = Map.copyOf(budgetWatts);
    }

    /**
     * The fleet as it would be, before anybody has decided anything.
     *
     * @throws IllegalArgumentException if a lost rack or a domain is not of this fleet
     */
    FleetView applyTo(FleetView now) {
        requireKnown(now.topology());
        Topology before = now.topology();
        List<PowerDomain> domains =
                before.domains().stream()
                        .map(
                                domain ->
                                        domain.withBudget(
                                                budgetWatts.getOrDefault(
                                                        domain.name(), domain.budgetWatts())))
                        .toList();
        List<RackSpot> racks = new ArrayList<>(before.racks());
        racks.addAll(addedRacks);
        List<RackView> views = new ArrayList<>();
        for (int rack = 0; rack < before.rackCount(); rack++) {
            views.add(
                    lostRacks.contains(before.rack(rack).name())
                            ? lost(now.rack(rack))
                            : now.rack(rack));
        }
        addedRacks.forEach(spot -> views.add(ready(spot)));
        return new FleetView(
                new Topology(domains, before.loops(), racks), views, services(now), now.replicas());
    }

    private void requireKnown(Topology topology) {
        Set<String> unknown = new TreeSet<>(lostRacks);
        topology.racks().forEach(spot -> unknown.remove(spot.name()));
        Set<String> domains = new TreeSet<>(budgetWatts.keySet());
        topology.domains().forEach(domain -> domains.remove(domain.name()));
        unknown.addAll(domains);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("not of this fleet: " + String.join(", ", unknown));
        }
    }

    private List<ServiceView> services(FleetView now) {
        Map<String, ServiceView> byName =
                now.services().stream()
                        .collect(
                                Collectors.toMap(
                                        ServiceView::name,
                                        service -> service,
                                        (first, second) -> first,
                                        TreeMap::new));
        services.forEach(service -> byName.put(service.name(), service));
        return List.copyOf(byName.values());
    }

    private static RackView lost(RackView rack) {
        return new RackView(
                Condition.LOST,
                "supposed to be lost",
                rack.cordoned(),
                rack.draining(),
                rack.operatorCapWatts(),
                rack.alarm(),
                rack.standing(),
                rack.deadAccelerators());
    }

    static RackView ready(RackSpot spot) {
        return new RackView(
                Condition.FRESH,
                "",
                false,
                false,
                OptionalLong.empty(),
                Optional.empty(),
                Standing.inService(spot));
    }
}
