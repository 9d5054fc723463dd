package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fleet as it will be once the plan made so far is carried out. */
final class Tentative {

    private final Topology topology;
    private final PowerBook power;
    private final BitSet[] free;
    private final Map<ServiceInRow, Set<Integer>> slotsInRow = new HashMap<>();
    private final Map<String, Map<Slot, Integer>> slotsOfTenant = new HashMap<>();
    private final Map<String, Long> heldByTenant = new HashMap<>();

    private record ServiceInRow(String service, String row) {}

    private record Slot(String service, int slot) {}

    Tentative(FleetView view) {
        this.topology = view.topology();
        this.power = view.powerBook();
        this.free = view.freeAccelerators();
        Map<String, String> tenants = new HashMap<>();
        for (ServiceView service : view.services()) {
            tenants.put(service.name(), service.service().spec().tenant());
        }
        for (Replica replica : view.replicas()) {
            if (replica.state().holdsSlot() && tenants.containsKey(replica.service())) {
                topology.rackNamed(replica.rack())
                        .ifPresent(
                                rack ->
                                        hold(
                                                replica.service(),
                                                replica.slot(),
                                                tenants.getOrDefault(replica.service(), ""),
                                                rack,
                                                replica.accelerators().size()));
            }
        }
    }

    private void hold(String service, int slot, String tenant, int rack, int accelerators) {
        slotsInRow
                .computeIfAbsent(
                        new ServiceInRow(service, topology.rack(rack).row()),
                        ignored -> new HashSet<>())
                .add(slot);
        Integer before =
                slotsOfTenant
                        .computeIfAbsent(tenant, ignored -> new HashMap<>())
                        .put(new Slot(service, slot), accelerators);
        heldByTenant.merge(tenant, (long) accelerators - (before == null ? 0 : before), Long::sum);
    }

    PowerBook power() {
        return power;
    }

    int freeCount(int rack) {
        return free[rack].cardinality();
    }

    /** Slots of the demand's service that other replicas hold in a row. */
    int othersInRow(Demand demand, String row) {
        Set<Integer> slots =
                slotsInRow.getOrDefault(new ServiceInRow(demand.service().name(), row), Set.of());
        return slots.size() - (slots.contains(demand.slot()) ? 1 : 0);
    }

    /** Accelerators a tenant holds for other slots than the demand's. A replacement counts once. */
    long heldByOthers(Demand demand) {
        String tenant = demand.service().service().spec().tenant();
        int heldForThis =
                slotsOfTenant
                        .getOrDefault(tenant, Map.of())
                        .getOrDefault(new Slot(demand.service().name(), demand.slot()), 0);
        return heldByTenant.getOrDefault(tenant, 0L) - heldForThis;
    }

    /** Takes a rack's accelerators, watts and heat for a demand. */
    Placement reserve(Demand demand, int rack, long plannedWatts) {
        List<Integer> accelerators = choose(topology.rack(rack), free[rack], demand.accelerators());
        accelerators.forEach(free[rack]::clear);
        power.commit(rack, plannedWatts);
        hold(
                demand.service().name(),
                demand.slot(),
                demand.service().service().spec().tenant(),
                rack,
                accelerators.size());
        return new Placement(demand, 0, rack, accelerators, plannedWatts);
    }

    /** Whole free trays first, in order; then the rest from trays that are already broken into. */
    private static List<Integer> choose(RackSpot spot, BitSet free, int wanted) {
        int perTray = spot.sku().spec().acceleratorsPerTray();
        List<Integer> whole = new ArrayList<>();
        List<Integer> broken = new ArrayList<>();
        for (int first = 0; first < spot.accelerators(); first += perTray) {
            int end = Math.min(first + perTray, spot.accelerators());
            boolean isWhole = free.nextClearBit(first) >= end;
            for (int at = free.nextSetBit(first);
                    at >= 0 && at < end;
                    at = free.nextSetBit(at + 1)) {
                (isWhole ? whole : broken).add(at);
            }
        }
        int fromWhole = Math.min(whole.size(), wanted / perTray * perTray);
        List<Integer> chosen = new ArrayList<>(whole.subList(0, fromWhole));
        broken.stream().limit(wanted - chosen.size()).forEach(chosen::add);
        int missing = wanted - chosen.size();
        chosen.addAll(whole.subList(fromWhole, fromWhole + missing));
        chosen.sort(null);
        return chosen;
    }
}
