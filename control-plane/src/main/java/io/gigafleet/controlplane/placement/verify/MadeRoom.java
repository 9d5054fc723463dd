package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nobody goes for nothing: once all those are gone that go, all for whom they go fit together, and
 * keep every constraint.
 */
final class MadeRoom {

    private final FleetView after;
    private final RoomSearch search;

    private MadeRoom(FleetView after, Services services, int[] rowOf) {
        this.after = after;
        this.search = new RoomSearch(after, services, rowOf);
    }

    static void check(Plan plan, Given given, Proposal proposal, Violations found) {
        if (!found.isEmpty()) {
            return;
        }
        Map<Demand, Set<Integer>> racks = racks(plan, proposal);
        FleetView after = after(given, proposal);
        Services services = new Services(after, List.copyOf(racks.keySet()));
        MadeRoom room = new MadeRoom(after, services, proposal.rowOf());
        List<Placement> arrivals = new ArrayList<>();
        racks.forEach((demand, where) -> arrivals.addAll(room.find(demand, where, found)));
        Violations then = new Violations(after.topology());
        PlanVerifier.checkArrivals(Proposal.of(after, services, arrivals, proposal.rowOf()), then);
        then.all().forEach(what -> found.add("once room is made: " + what));
    }

    /** Where each beneficiary may go: the rack that is named, or any that somebody leaves. */
    private static Map<Demand, Set<Integer>> racks(Plan plan, Proposal proposal) {
        Map<Demand, Set<Integer>> racks = new LinkedHashMap<>();
        for (Preemption preemption : plan.preemptions()) {
            racks.computeIfAbsent(preemption.beneficiary(), ignored -> new TreeSet<>())
                    .add(preemption.rack());
        }
        for (Move move : plan.moves()) {
            proposal.view()
                    .topology()
                    .rackNamed(move.from().rack())
                    .ifPresent(
                            rack ->
                                    racks.computeIfAbsent(
                                                    move.beneficiary(), ignored -> new TreeSet<>())
                                            .add(rack));
        }
        return racks;
    }

    private static FleetView after(Given given, Proposal proposal) {
        FleetView view = proposal.view();
        List<Replica> staying = new ArrayList<>();
        for (Replica replica : view.replicas()) {
            if (!given.has(replica)) {
                staying.add(replica);
            }
        }
        proposal.arrivals()
                .values()
                .forEach(all -> all.forEach(one -> staying.add(arrived(view, one))));
        return new FleetView(view.topology(), view.racks(), view.services(), staying);
    }

    private static Replica arrived(FleetView view, Placement placement) {
        Demand demand = placement.demand();
        String copy = "arrival of %s-%d".formatted(demand.service().name(), demand.slot());
        return new Replica(
                Replica.idOf(copy, placement.part()),
                demand.service().name(),
                demand.slot(),
                placement.part(),
                view.topology().rack(placement.rack()).name(),
                placement.accelerators(),
                ReplicaState.ASSIGNED,
                false,
                false,
                placement.plannedWatts(),
                "arrived");
    }

    private List<Placement> find(Demand demand, Set<Integer> racks, Violations found) {
        List<Integer> places = search.find(demand, racks);
        if (places.isEmpty()) {
            String names =
                    String.join(
                            ", ",
                            racks.stream()
                                    .map(rack -> after.topology().rack(rack).name())
                                    .toList());
            found.of(demand, "does not fit even when those are gone who go for it on " + names);
            return List.of();
        }
        List<Placement> placements = new ArrayList<>();
        for (int part = 0; part < places.size(); part++) {
            placements.add(search.take(demand, part, places.get(part)));
        }
        return placements;
    }
}
