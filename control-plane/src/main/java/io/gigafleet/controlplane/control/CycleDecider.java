package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaProgress;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.PlanVerifier;
import io.gigafleet.controlplane.placement.Slots;
import io.gigafleet.controlplane.safety.Eviction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets the deciders decide in order, each on the view the one before leaves: what racks reported,
 * then safety, then placement. Pure: equal input gives an equal outcome.
 */
final class CycleDecider {

    private final Placer placer;
    private final ReplicaNames names;

    CycleDecider(Placer placer, ReplicaNames names) {
        this.placer = placer;
        this.names = names;
    }

    /**
     * Decides. A plan that violates a constraint, which is a bug of the placer, places nothing; all
     * else goes on.
     */
    CycleOutcome decide(CycleInput input) {
        List<AuditEntry> audit = new ArrayList<>();
        TreeMap<String, Replica> replicas = new TreeMap<>();
        for (Replica replica : input.replicas()) {
            replicas.put(replica.id(), progressed(replica, input));
        }
        FleetView seen = view(input, replicas);

        Eviction.Outcome eviction =
                Eviction.decide(seen, input.evictionBucket(), input.nowMillis());
        eviction.evicted()
                .forEach(
                        (rack, why) ->
                                audit.add(new AuditEntry("safety", "evict", "rack/" + rack, why)));

        Slots.Change slots = Slots.change(seen, eviction.evicted().keySet());
        slots.changed().forEach(replica -> replicas.put(replica.id(), replica));

        FleetView wanted = view(input, replicas);
        Plan plan = placer.plan(wanted, slots.demands());
        List<String> violations = PlanVerifier.violations(wanted, plan);
        for (Placement placement :
                violations.isEmpty() ? plan.placements() : List.<Placement>of()) {
            Replica replica = assigned(input, placement);
            replicas.put(replica.id(), replica);
        }

        List<Replica> changed = changed(input.replicas(), replicas);
        changed.forEach(replica -> audit.add(entry(replica)));
        return new CycleOutcome(
                List.copyOf(replicas.values()),
                changed,
                plan.unplaced(),
                audit,
                violations,
                eviction.held(),
                eviction.bucket());
    }

    private static Replica progressed(Replica replica, CycleInput input) {
        Confirmation confirmation = input.confirmations().get(replica.rack());
        if (confirmation == null) {
            return replica;
        }
        return ReplicaProgress.next(replica, confirmation, input.current().contains(replica.rack()))
                .orElse(replica);
    }

    private static FleetView view(CycleInput input, Map<String, Replica> replicas) {
        return new FleetView(
                input.specs().topology(),
                input.racks(),
                input.specs().services(),
                replicas.values().stream()
                        .filter(replica -> replica.state() != ReplicaState.STOPPED)
                        .toList());
    }

    private Replica assigned(CycleInput input, Placement placement) {
        String service = placement.demand().service().name();
        int slot = placement.demand().slot();
        return new Replica(
                names.next(service, slot),
                service,
                slot,
                input.specs().topology().rack(placement.rack()).name(),
                placement.accelerators(),
                ReplicaState.ASSIGNED,
                false,
                placement.plannedWatts(),
                "placed");
    }

    private static List<Replica> changed(List<Replica> before, Map<String, Replica> after) {
        Map<String, Replica> known = new TreeMap<>();
        before.forEach(replica -> known.put(replica.id(), replica));
        return after.values().stream()
                .filter(replica -> !replica.equals(known.get(replica.id())))
                .toList();
    }

    private static AuditEntry entry(Replica replica) {
        String action =
                switch (replica.state()) {
                    case ASSIGNED -> "place";
                    case LOADING -> "load";
                    case SERVING -> replica.routed() ? "route" : "serve";
                    case DRAINING -> "drain";
                    case STOPPED -> "stop";
                };
        return new AuditEntry(
                "placement",
                action,
                "replica/" + replica.id(),
                "%s, accelerators %s of %s, %d W above idle"
                        .formatted(
                                replica.cause(),
                                replica.accelerators(),
                                replica.rack(),
                                replica.plannedWatts()));
    }
}
