package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.Promise;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places as Kubernetes does by default: on the rack with most accelerators free, whatever it draws.
 * Spreading is the kinder choice for power: full racks are not stood beside empty ones. Where
 * nothing is free, a demand takes the place of the fewest preemptible replicas of lower priority.
 *
 * <p>Gives no reasons: what it does not place is not in its plan.
 */
final class SpreadPlacer implements Placer {

    @Override
    public Plan plan(FleetView view, List<Demand> demands) {
        return plan(view, demands, List.of());
    }

    @Override
    public Plan plan(FleetView view, List<Demand> demands, List<Promise> promises) {
        BitSet[] free = view.freeAccelerators();
        Map<Demand, Promise> promised = new HashMap<>();
        for (Promise promise : promises) {
            promised.put(promise.demand(), promise);
            promise.accelerators().forEach(free[promise.rack()]::clear);
        }
        Set<String> victims = new HashSet<>();
        List<Placement> placements = new ArrayList<>();
        List<Preemption> preemptions = new ArrayList<>();
        for (Demand demand : demands.stream().sorted(Demand.ORDER).toList()) {
            Promise promise = promised.get(demand);
            int wanted = demand.accelerators();
            if (promise != null) {
                keep(view, demand, promise, free).ifPresent(placements::add);
                continue;
            }
            int rack = emptiest(view, free, wanted);
            if (rack >= 0) {
                Placement placement = placement(demand, rack, free[rack]);
                placement.accelerators().forEach(free[rack]::clear);
                placements.add(placement);
            } else {
                preempt(view, demand, free, victims, preemptions);
            }
        }
        return new Plan(placements, List.of(), preemptions, List.of());
    }

    /** Places a demand where room was made for it, if those who leave are gone. */
    private static Optional<Placement> keep(
            FleetView view, Demand demand, Promise promise, BitSet[] free) {
        BitSet room = view.freeAccelerators()[promise.rack()];
        BitSet promised = new BitSet();
        promise.accelerators().forEach(promised::set);
        promised.and(room);
        promised.or(free[promise.rack()]);
        if (promised.cardinality() < demand.accelerators()) {
            return Optional.empty();
        }
        Placement placement = placement(demand, promise.rack(), promised);
        placement.accelerators().forEach(free[promise.rack()]::clear);
        return Optional.of(placement);
    }

    private static int emptiest(FleetView view, BitSet[] free, int wanted) {
        int best = -1;
        for (int rack = 0; rack < free.length; rack++) {
            if (view.rack(rack).acceptsReplicas()
                    && free[rack].cardinality() >= wanted
                    && (best < 0 || free[rack].cardinality() > free[best].cardinality())) {
                best = rack;
            }
        }
        return best;
    }

    private static Placement placement(Demand demand, int rack, BitSet free) {
        List<Integer> slots = free.stream().limit(demand.accelerators()).boxed().toList();
        return new Placement(demand, 0, rack, AcceleratorSet.of(slots), 0);
    }

    private static void preempt(
            FleetView view,
            Demand demand,
            BitSet[] free,
            Set<String> victims,
            List<Preemption> preemptions) {
        Map<String, InferenceService.Spec> specs = new HashMap<>();
        view.services().forEach(service -> specs.put(service.name(), service.service().spec()));
        List<List<Replica>> yielding = new ArrayList<>();
        for (int rack = 0; rack < free.length; rack++) {
            yielding.add(new ArrayList<>());
        }
        for (Replica replica : view.replicas()) {
            InferenceService.Spec spec = specs.get(replica.service());
            if (spec != null
                    && spec.preemptible()
                    && spec.priority() < demand.service().service().spec().priority()
                    && replica.state().holdsSlot()
                    && !victims.contains(replica.id())) {
                view.topology()
                        .rackNamed(replica.rack())
                        .ifPresent(rack -> yielding.get(rack).add(replica));
            }
        }
        List<Preemption> options = new ArrayList<>();
        for (int rack = 0; rack < free.length; rack++) {
            List<Replica> chosen = new ArrayList<>();
            int room = free[rack].cardinality();
            for (Replica replica : yielding.get(rack)) {
                if (room < demand.accelerators()) {
                    chosen.add(replica);
                    room += replica.accelerators().size();
                }
            }
            if (view.rack(rack).acceptsReplicas()
                    && room >= demand.accelerators()
                    && !chosen.isEmpty()) {
                options.add(new Preemption(demand, rack, chosen, Preemption.Cause.PRIORITY));
            }
        }
        options.stream()
                .min(Comparator.comparingInt(option -> option.victims().size()))
                .ifPresent(
                        option -> {
                            option.victims().forEach(victim -> victims.add(victim.id()));
                            preemptions.add(option);
                        });
    }
}
