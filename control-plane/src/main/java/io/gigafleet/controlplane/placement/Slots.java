package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what every service wants with the replicas there are. A slot wants one holder that
 * serves and takes its traffic; a holder that has to go is replaced first and drained after (make
 * before break), unless its rack was evicted: then nobody can reach it, and its traffic moves at
 * once.
 */
public final class Slots {

    private final FleetView view;
    private final Set<String> evictedRacks;
    private final List<Replica> changed = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();

    /** Replicas of the service at hand that may still begin to move away from leaving racks. */
    private int movesLeft;

    private Slots(FleetView view, Set<String> evictedRacks) {
        this.view = view;
        this.evictedRacks = evictedRacks;
    }

    /**
     * What to change.
     *
     * @param changed replicas in their next state, with other routing or draining
     * @param demands slots that need a new holder
     */
    public record Change(List<Replica> changed, List<Demand> demands) {
        public Change {
            changed = List.copyOf(changed);
            demands = List.copyOf(demands);
        }
    }

    /**
     * Compares the slots with the replicas.
     *
     * @param evictedRacks racks whose replicas are given up now, on whose word safety decides
     */
    public static Change change(FleetView view, Set<String> evictedRacks) {
        Slots slots = new Slots(view, evictedRacks);
        Map<String, Map<Integer, List<Replica>>> holders = slots.holders();
        for (ServiceView service : view.services()) {
            Map<Integer, List<Replica>> ofService = holders.remove(service.name());
            slots.compare(service, ofService == null ? Map.of() : ofService);
        }
        holders.values()
                .forEach(
                        ofService ->
                                ofService
                                        .values()
                                        .forEach(all -> slots.drain(all, "service deleted")));
        return new Change(slots.changed, slots.demands);
    }

    private Map<String, Map<Integer, List<Replica>>> holders() {
        Map<String, Map<Integer, List<Replica>>> holders = new TreeMap<>();
        for (Replica replica : view.replicas()) {
            if (replica.state().holdsSlot()) {
                holders.computeIfAbsent(replica.service(), ignored -> new TreeMap<>())
                        .computeIfAbsent(replica.slot(), ignored -> new ArrayList<>())
                        .add(replica);
            }
        }
        return holders;
    }

    private void compare(ServiceView service, Map<Integer, List<Replica>> holders) {
        holders.forEach(
                (slot, ofSlot) -> {
                    if (slot >= service.wanted()) {
                        drain(ofSlot, "scaled down to " + service.wanted());
                    }
                });
        movesLeft = movesAllowed(holders) - movesUnderWay(holders);
        for (int slot = 0; slot < service.wanted(); slot++) {
            List<Replica> ofSlot = holders.getOrDefault(slot, List.of());
            List<Replica> evicted =
                    ofSlot.stream().filter(r -> evictedRacks.contains(r.rack())).toList();
            drain(evicted, "evicted from its rack");
            fill(new Demand(service, slot), without(ofSlot, evicted));
        }
    }

    private void fill(Demand demand, List<Replica> holders) {
        List<Replica> leaving =
                holders.stream().filter(holder -> mustLeave(holder, demand.service())).toList();
        List<Replica> staying = without(holders, leaving);
        Optional<Replica> keeper = staying.stream().min(KEEP_ORDER);
        if (keeper.isEmpty()) {
            boolean allAreSafetysToGiveUp =
                    !leaving.isEmpty() && leaving.stream().allMatch(this::isOnFailedRack);
            if (!allAreSafetysToGiveUp && mayMove(leaving)) {
                demands.add(demand);
            }
            return;
        }
        Replica kept = keeper.get();
        drain(without(staying, List.of(kept)), "slot is held by " + kept.id());
        if (kept.state() == ReplicaState.SERVING) {
            drain(leaving, "replaced by " + kept.id());
            if (!kept.routed()) {
                changed.add(kept.withRouting(true));
            }
        }
    }

    /** The fewest moves at once that any leaving rack of the service's replicas asks for. */
    private int movesAllowed(Map<Integer, List<Replica>> holders) {
        return holders.values().stream()
                .flatMap(List::stream)
                .flatMap(replica -> rackOf(replica).stream())
                .filter(rack -> rack.standing().leaving())
                .mapToInt(rack -> rack.standing().movesPerService())
                .min()
                .orElse(Standing.ANY_NUMBER);
    }

    /** Slots whose holder is on a leaving rack and whose replacement does not serve yet. */
    private int movesUnderWay(Map<Integer, List<Replica>> holders) {
        return (int)
                holders.values().stream()
                        .filter(ofSlot -> ofSlot.stream().anyMatch(this::isOnLeavingRack))
                        .filter(ofSlot -> !ofSlot.stream().allMatch(this::isOnLeavingRack))
                        .count();
    }

    /** Whether a slot held on leaving racks only may begin to move now; uses one move up. */
    private boolean mayMove(List<Replica> holders) {
        boolean isPaced = !holders.isEmpty() && holders.stream().allMatch(this::isOnLeavingRack);
        return !isPaced || movesLeft-- > 0;
    }

    private boolean isOnLeavingRack(Replica replica) {
        return rackOf(replica).map(rack -> rack.standing().leaving()).orElse(false);
    }

    /** The holder to keep: the one with the traffic, then one that serves, then by id. */
    private static final Comparator<Replica> KEEP_ORDER =
            Comparator.comparing((Replica replica) -> !replica.routed())
                    .thenComparing(replica -> replica.state() != ReplicaState.SERVING)
                    .thenComparing(Replica::id);

    private void drain(List<Replica> replicas, String why) {
        replicas.forEach(replica -> changed.add(replica.in(ReplicaState.DRAINING, why)));
    }

    /** Its rack is to be left, or the service no longer wants what it is. */
    private boolean mustLeave(Replica replica, ServiceView service) {
        InferenceService.Spec spec = service.service().spec();
        var rack = view.topology().rackNamed(replica.rack());
        if (rack.isEmpty() || view.rack(rack.getAsInt()).mustBeLeft()) {
            return true;
        }
        RackSpot spot = view.topology().rack(rack.getAsInt());
        return replica.accelerators().size() != spec.shape().accelerators()
                || !(spec.shape().skus().isEmpty()
                        || spec.shape().skus().contains(spot.sku().name()))
                || !(spec.placement().halls().isEmpty()
                        || spec.placement().halls().contains(spot.hall()));
    }

    private boolean isOnFailedRack(Replica replica) {
        return rackOf(replica)
                .map(rack -> rack.mustBeLeft() && !rack.draining() && !rack.standing().leaving())
                .orElse(false);
    }

    private Optional<RackView> rackOf(Replica replica) {
        var rack = view.topology().rackNamed(replica.rack());
        return rack.isPresent() ? Optional.of(view.rack(rack.getAsInt())) : Optional.empty();
    }

    private static List<Replica> without(List<Replica> all, List<Replica> some) {
        return all.stream().filter(replica -> !some.contains(replica)).toList();
    }
}
