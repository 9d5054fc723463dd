package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.placement.Fit.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what every service wants with the copies there are. A slot wants one copy that serves
 * with all its parts and takes the slot's traffic; one of which a part has to go is replaced as a
 * whole first, and drained after (make before break), unless a rack of it was evicted, or a part of
 * it stands still on a dead accelerator: then the copy is given up at once.
 */
public final class Slots {

    private final FleetView view;
    private final Set<String> evictedRacks;
    private final Fit fit;
    private final List<Replica> changed = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private Optional<Departures> departures = Optional.empty();

    /** Copies of the service at hand that may still begin to move away from leaving racks. */
    private int movesLeft;

    private Slots(FleetView view, Set<String> evictedRacks) {
        this.view = view;
        this.evictedRacks = evictedRacks;
        this.fit = new Fit(view);
    }

    /**
     * What to change.
     *
     * @param changed replicas in their next state, with other routing or draining
     * @param demands slots that need a new holder
     */
    public record Change(List<Replica> changed, List<Demand> demands) {

        /** Every slot is held as it should be. */
        public static final Change NOTHING = new Change(List.of(), List.of());

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
        return change(view, evictedRacks, new Holders());
    }

    /**
     * The same, with what was known of the holders in the cycle before.
     *
     * @param known is brought up to date
     */
    static Change change(FleetView view, Set<String> evictedRacks, Holders known) {
        Slots slots = new Slots(view, evictedRacks);
        Map<String, SortedMap<Integer, List<Copy>>> holders = known.of(view.replicas());
        for (ServiceView service : view.services()) {
            SortedMap<Integer, List<Copy>> ofService = holders.remove(service.name());
            slots.compare(service, ofService == null ? Collections.emptySortedMap() : ofService);
        }
        new TreeMap<>(holders)
                .values()
                .forEach(
                        ofService ->
                                ofService
                                        .values()
                                        .forEach(all -> slots.drain(all, "service deleted")));
        return new Change(slots.changed, slots.demands);
    }

    private void compare(ServiceView service, SortedMap<Integer, List<Copy>> holders) {
        Set<Integer> wanted = wanted(service, holders);
        Wish wish = Wish.of(service);
        movesLeft =
                fit.someRackIsLeaving()
                        ? movesAllowed(holders) - movesUnderWay(holders)
                        : Standing.ANY_NUMBER;
        for (int slot : wanted) {
            List<Copy> ofSlot = holders.getOrDefault(slot, List.of());
            if (ofSlot.size() == 1 && isSettled(ofSlot.getFirst(), wish)) {
                continue;
            }
            List<Copy> evicted = ofSlot.stream().filter(this::isEvicted).toList();
            evicted.forEach(this::giveUp);
            fill(new Demand(service, slot), wish, without(ofSlot, evicted));
        }
    }

    /** Whether there is nothing to do about a slot's only copy: it serves, or will. */
    private boolean isSettled(Copy copy, Wish wish) {
        return !isEvicted(copy)
                && !copy.isLeaving()
                && !fit.mustLeave(copy, wish)
                && (copy.isWhollyRouted() || !copy.serves());
    }

    /**
     * The slots to hold: as many as are wanted of those that are held, and the lowest free numbers.
     * Those that are held beyond drain.
     */
    private Set<Integer> wanted(ServiceView service, SortedMap<Integer, List<Copy>> holders) {
        Set<Integer> slots = new TreeSet<>(holders.keySet());
        int excess = slots.size() - service.wanted();
        if (excess > 0) {
            if (departures.isEmpty()) {
                departures = Optional.of(new Departures(view));
            }
            for (int slot : departures.get().choose(holders, excess)) {
                slots.remove(slot);
                drain(holders.getOrDefault(slot, List.of()), "scaled down to " + service.wanted());
            }
        }
        for (int slot = 0; slots.size() < service.wanted(); slot++) {
            slots.add(slot);
        }
        return slots;
    }

    private void fill(Demand demand, Wish wish, List<Copy> copies) {
        List<Copy> leaving =
                copies.stream()
                        .filter(copy -> copy.isLeaving() || fit.mustLeave(copy, wish))
                        .toList();
        List<Copy> staying = without(copies, leaving);
        Optional<Copy> keeper = staying.stream().min(Copy.KEEP_ORDER);
        if (keeper.isEmpty()) {
            replace(demand, wish, leaving);
            return;
        }
        Copy kept = keeper.get();
        drain(without(staying, List.of(kept)), "slot is held by " + kept.name());
        if (kept.serves()) {
            drain(leaving, "replaced by " + kept.name());
            kept.parts().stream()
                    .filter(part -> !part.routed())
                    .forEach(part -> changed.add(part.withRouting(true)));
        }
    }

    private void replace(Demand demand, Wish wish, List<Copy> leaving) {
        Optional<Copy> unreplaced =
                leaving.stream().filter(copy -> !fit.mustLeave(copy, wish)).min(Copy.KEEP_ORDER);
        if (unreplaced.isPresent()) {
            stay(unreplaced.get());
            return;
        }
        boolean allAreSafetysToGiveUp =
                !leaving.isEmpty() && leaving.stream().allMatch(fit::isOnFailedRack);
        if (!allAreSafetysToGiveUp && mayMove(leaving)) {
            demands.add(demand);
        }
    }

    /** It was to make room, but its replacement was lost: better it serves where it is. */
    private void stay(Copy copy) {
        copy.parts().forEach(part -> changed.add(part.toStay("its replacement was lost")));
    }

    /** The fewest moves at once that any leaving rack of the service's copies asks for. */
    private int movesAllowed(SortedMap<Integer, List<Copy>> holders) {
        int allowed = Standing.ANY_NUMBER;
        for (List<Copy> ofSlot : holders.values()) {
            for (Copy copy : ofSlot) {
                for (Replica part : copy.parts()) {
                    Optional<RackView> rack = fit.rackOf(part);
                    if (rack.isPresent() && rack.get().standing().leaving()) {
                        allowed = Math.min(allowed, rack.get().standing().movesPerService());
                    }
                }
            }
        }
        return allowed;
    }

    /** Slots with a copy on a leaving rack whose replacement does not serve yet. */
    private int movesUnderWay(SortedMap<Integer, List<Copy>> holders) {
        return (int)
                holders.values().stream()
                        .filter(ofSlot -> ofSlot.stream().anyMatch(fit::isOnLeavingRack))
                        .filter(ofSlot -> !ofSlot.stream().allMatch(fit::isOnLeavingRack))
                        .count();
    }

    /** Whether a slot held on leaving racks only may begin to move now; uses one move up. */
    private boolean mayMove(List<Copy> copies) {
        boolean isPaced = !copies.isEmpty() && copies.stream().allMatch(fit::isOnLeavingRack);
        return !isPaced || movesLeft-- > 0;
    }

    private boolean isEvicted(Copy copy) {
        return fit.isDead(copy)
                || (!evictedRacks.isEmpty()
                        && copy.parts().stream()
                                .anyMatch(part -> evictedRacks.contains(part.rack())));
    }

    private void giveUp(Copy copy) {
        for (Replica part : copy.parts()) {
            changed.add(part.in(ReplicaState.DRAINING, whyGivenUp(copy, part)));
        }
    }

    private String whyGivenUp(Copy copy, Replica part) {
        if (evictedRacks.contains(part.rack())) {
            return "evicted from its rack";
        }
        return fit.isDead(copy)
                ? "an accelerator it holds is dead"
                : "another part of it was evicted";
    }

    private void drain(List<Copy> copies, String why) {
        copies.forEach(
                copy ->
                        copy.parts()
                                .forEach(part -> changed.add(part.in(ReplicaState.DRAINING, why))));
    }

    private static List<Copy> without(List<Copy> all, List<Copy> some) {
        return some.isEmpty() ? all : all.stream().filter(copy -> !some.contains(copy)).toList();
    }
}
