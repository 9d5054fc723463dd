package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.ledger.RoomMade.Preempted;
import io.gigafleet.controlplane.ledger.RoomMade.Promised;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Carries a verified plan out: new replicas for what is placed, a second holder for the slot of
 * what moves, an end for what is preempted, and a promise for whom room is made.
 */
final class PlanSteps {

    private final Specs specs;
    private final CycleReplicas replicas;
    private final ReplicaNames names;
    private final PlacementLimits limits;
    private final long nowMillis;
    private final Map<String, Long> graceMillis = new HashMap<>();

    private final Set<SlotName> placed = new HashSet<>();
    private final List<Moved> moved = new ArrayList<>();
    private final List<Preempted> preempted = new ArrayList<>();
    private final List<Promised> promised = new ArrayList<>();

    /**
     * Steps on the replicas of a cycle.
     *
     * @param replicas changed as the plan says
     */
    PlanSteps(
            Specs specs,
            CycleReplicas replicas,
            ReplicaNames names,
            PlacementLimits limits,
            long nowMillis) {
        this.specs = specs;
        this.replicas = replicas;
        this.names = names;
        this.limits = limits;
        this.nowMillis = nowMillis;
    }

    /**
     * A part that makes room.
     *
     * @param from where it is until the other serves
     * @param to where it will be
     * @param beneficiary for whom
     */
    record Moved(Replica from, Replica to, SlotName beneficiary) {}

    /** What is done for one demand before it fits. */
    private record Room(List<Move> moves, List<Preemption> preemptions) {
        Room() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    List<Moved> moved() {
        return moved;
    }

    List<Preempted> preempted() {
        return preempted;
    }

    /** The promises that hold from now on. */
    List<Promised> promised(List<Promised> before) {
        List<Promised> after = new ArrayList<>();
        before.stream()
                .filter(promise -> !placed.contains(slot(promise)))
                .filter(promise -> promised.stream().noneMatch(made -> isSame(made, promise)))
                .forEach(after::add);
        after.addAll(promised);
        return after;
    }

    private static boolean isSame(Promised one, Promised other) {
        return slot(one).equals(slot(other)) && one.rack().equals(other.rack());
    }

    private static SlotName slot(Promised promise) {
        return new SlotName(promise.service(), promise.slot());
    }

    void carryOut(Plan plan) {
        Map<SlotName, String> copies = new HashMap<>();
        for (Placement placement : plan.placements()) {
            SlotName slot = SlotName.of(placement.demand());
            String copy = copies.computeIfAbsent(slot, this::newCopy);
            add(assigned(copy, placement, "placed"));
            placed.add(slot);
        }
        int movesLeft = plan.moves().isEmpty() ? 0 : limits.movesInFlight() - copiesOnTheMove();
        for (Map.Entry<SlotName, Room> made : rooms(plan).entrySet()) {
            Room room = made.getValue();
            long moves = room.moves().stream().map(move -> move.from().copy()).distinct().count();
            if (moves <= movesLeft) {
                movesLeft -= (int) moves;
                make(made.getKey(), room);
            }
        }
    }

    private static Map<SlotName, Room> rooms(Plan plan) {
        Map<SlotName, Room> rooms = new LinkedHashMap<>();
        plan.moves().forEach(move -> room(rooms, move.beneficiary()).moves().add(move));
        plan.preemptions().forEach(gone -> room(rooms, gone.beneficiary()).preemptions().add(gone));
        return rooms;
    }

    private static Room room(Map<SlotName, Room> rooms, Demand beneficiary) {
        return rooms.computeIfAbsent(SlotName.of(beneficiary), ignored -> new Room());
    }

    private int copiesOnTheMove() {
        Set<String> copies = new HashSet<>();
        for (Replica replica : replicas.all()) {
            if (replica.leaving() && replica.state().holdsSlot()) {
                copies.add(replica.copy());
            }
        }
        return copies.size();
    }

    private void make(SlotName slot, Room room) {
        TreeMap<String, AcceleratorSet> left = new TreeMap<>();
        Map<String, String> copies = new HashMap<>();
        long lastStopMillis = nowMillis;
        for (Move move : room.moves()) {
            String copy =
                    copies.computeIfAbsent(
                            move.from().copy(),
                            ignored -> newCopy(SlotName.of(move.to().demand())));
            move(slot, move, copy);
            leave(left, move.from());
        }
        for (Preemption preemption : room.preemptions()) {
            left.putIfAbsent(
                    specs.topology().rack(preemption.rack()).name(), AcceleratorSet.ofMask());
            for (Replica victim : preemption.victims()) {
                long stopAtMillis = nowMillis + graceMillis(victim.service());
                lastStopMillis = Math.max(lastStopMillis, stopAtMillis);
                preempt(slot, preemption.cause(), victim, stopAtMillis);
                leave(left, victim);
            }
        }
        long untilMillis = lastStopMillis + limits.promiseMillis();
        left.forEach(
                (rack, accelerators) ->
                        promised.add(
                                new Promised(
                                        slot.service(),
                                        slot.slot(),
                                        rack,
                                        accelerators,
                                        untilMillis)));
    }

    private void move(SlotName beneficiary, Move move, String copy) {
        Replica from = known(move.from());
        Replica to =
                assigned(
                        copy,
                        move.to(),
                        "moves here from %s, to make room for %s"
                                .formatted(from.rack(), beneficiary));
        add(to);
        add(from.toLeave("makes room for %s, goes to %s".formatted(beneficiary, to.id())));
        moved.add(new Moved(from, to, beneficiary));
    }

    private void preempt(
            SlotName beneficiary, Preemption.Cause cause, Replica victim, long stopAtMillis) {
        Replica known = known(victim);
        String right =
                switch (cause) {
                    case PRIORITY -> "preempted for %s, of higher priority";
                    case RECLAIM -> "reclaimed for %s: its tenant holds more than its quota";
                };
        add(known.in(ReplicaState.DRAINING, right.formatted(beneficiary)));
        preempted.add(
                new Preempted(
                        known.id(),
                        beneficiary.service(),
                        beneficiary.slot(),
                        cause,
                        stopAtMillis));
    }

    private static void leave(Map<String, AcceleratorSet> left, Replica replica) {
        left.merge(replica.rack(), replica.acceleratorSet(), PlanSteps::union);
    }

    private static AcceleratorSet union(AcceleratorSet one, AcceleratorSet other) {
        long[] mask = new long[Math.max(one.wordCount(), other.wordCount())];
        for (int word = 0; word < mask.length; word++) {
            mask[word] = one.word(word) | other.word(word);
        }
        return AcceleratorSet.ofMask(mask);
    }

    /** The same replica as it stands after this cycle's earlier decisions. */
    private Replica known(Replica replica) {
        return replicas.get(replica.id())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the plan names replica "
                                                + replica.id()
                                                + ", which there is not"));
    }

    private long graceMillis(String service) {
        if (graceMillis.isEmpty()) {
            for (ServiceView view : specs.services()) {
                graceMillis.put(view.name(), view.service().spec().gracePeriod().toMillis());
            }
        }
        return graceMillis.getOrDefault(service, 0L);
    }

    private String newCopy(SlotName slot) {
        return names.next(slot.service(), slot.slot());
    }

    private Replica assigned(String copy, Placement placement, String why) {
        return new Replica(
                Replica.idOf(copy, placement.part()),
                placement.demand().service().name(),
                placement.demand().slot(),
                placement.part(),
                specs.topology().rack(placement.rack()).name(),
                placement.accelerators(),
                ReplicaState.ASSIGNED,
                false,
                false,
                placement.plannedWatts(),
                why);
    }

    private void add(Replica replica) {
        replicas.put(replica);
    }
}
