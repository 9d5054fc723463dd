package io.gigafleet.controlplane.placement.whatif;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.Slots;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.controlplane.placement.verify.PlanVerifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs the scheduler's cycle on a copy until nothing more follows.
 *
 * <p><b>A round</b> is what the leader does in a cycle: compare slots with replicas, plan, carry
 * the plan out. Then the racks are supposed to have obeyed: what was assigned serves, what drained
 * is gone. What is on racks nobody reaches stays committed, as it would.
 */
final class Settling {

    /** Rounds that are followed; what still moves after them is told as not settled. */
    static final int MAX_ROUNDS = 8;

    private final Placer placer;
    private final FleetView start;
    private final Set<String> lostRacks;
    private final TreeMap<String, Replica> replicas = new TreeMap<>();
    private final Set<String> preempted = new HashSet<>();
    private List<Unplaced> unplaced = List.of();

    /** Names of the copies that the round at hand makes; all parts of one have its name. */
    private final Map<Slot, String> copies = new HashMap<>();

    private int names;

    private Settling(Placer placer, FleetView start, Set<String> lostRacks) {
        this.placer = placer;
        this.start = start;
        this.lostRacks = lostRacks;
        start.replicas().forEach(replica -> replicas.put(replica.id(), replica));
    }

    /**
     * A fleet in which nothing more follows.
     *
     * @param preempted ids of the replicas that were given up for others
     * @param unplaced what has no place in the end
     */
    record Settled(
            FleetView view, Set<String> preempted, List<Unplaced> unplaced, boolean isSettled) {
        Settled {
            preempted = Set.copyOf(preempted);
            unplaced = List.copyOf(unplaced);
        }
    }

    /**
     * Follows a fleet.
     *
     * @param lostRacks racks whose replicas are given up at once
     * @throws IllegalStateException if the placer's plan violates a constraint, which is a bug
     */
    static Settled of(Placer placer, FleetView start, Set<String> lostRacks) {
        Settling settling = new Settling(placer, start, lostRacks);
        int rounds = 0;
        boolean goesOn = true;
        while (goesOn && rounds < MAX_ROUNDS) {
            goesOn = settling.round();
            rounds++;
        }
        return new Settled(settling.view(), settling.preempted, settling.unplaced, !goesOn);
    }

    /** One round; whether another may change anything. */
    private boolean round() {
        Slots.Change slots = Slots.change(view(), lostRacks);
        slots.changed().forEach(this::put);
        FleetView wanted = view();
        Plan plan = placer.plan(wanted, slots.demands());
        copies.clear();
        List<String> violations = PlanVerifier.violations(wanted, slots.demands(), plan);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("the plan of a what-if violates " + violations);
        }
        plan.placements().forEach(this::place);
        for (Move move : plan.moves()) {
            put(move.from().toLeave("moved"));
            place(move.to());
        }
        plan.preemptions().forEach(this::preempt);
        unplaced = plan.unplaced();
        return obey() || !plan.moves().isEmpty();
    }

    private void put(Replica replica) {
        replicas.put(replica.id(), replica);
    }

    private record Slot(String service, int slot) {}

    private void place(Placement placement) {
        Slot slot = new Slot(placement.demand().service().name(), placement.demand().slot());
        String copy = copies.computeIfAbsent(slot, ignored -> "whatif-" + names++);
        put(
                new Replica(
                        Replica.idOf(copy, placement.part()),
                        placement.demand().service().name(),
                        placement.demand().slot(),
                        placement.part(),
                        start.topology().rack(placement.rack()).name(),
                        placement.accelerators(),
                        ReplicaState.ASSIGNED,
                        false,
                        false,
                        placement.plannedWatts(),
                        "supposed to be placed"));
    }

    private void preempt(Preemption preemption) {
        for (Replica victim : preemption.victims()) {
            preempted.add(victim.id());
            put(victim.in(ReplicaState.DRAINING, "preempted"));
        }
    }

    /** The racks do as they are told; whether that freed or served something to decide on. */
    private boolean obey() {
        boolean isNew = false;
        Map<Held, Integer> holders = holders();
        for (Replica replica : List.copyOf(replicas.values())) {
            if (isReached(replica.rack())) {
                switch (replica.state()) {
                    case ASSIGNED, LOADING -> {
                        isNew |= holders.getOrDefault(Held.by(replica), 0) > 1;
                        put(replica.in(ReplicaState.SERVING, "supposed to serve"));
                    }
                    case DRAINING, STOPPED -> {
                        isNew = true;
                        replicas.remove(replica.id());
                    }
                    case SERVING -> {}
                }
            }
        }
        return isNew;
    }

    private boolean isReached(String name) {
        OptionalInt rack = start.topology().rackNamed(name);
        return rack.isEmpty() || start.rack(rack.getAsInt()).condition() == Condition.FRESH;
    }

    private record Held(String service, int slot, int part) {
        static Held by(Replica replica) {
            return new Held(replica.service(), replica.slot(), replica.part());
        }
    }

    /** How many hold each part of each slot; of two, one goes when the other serves. */
    private Map<Held, Integer> holders() {
        Map<Held, Integer> holders = new HashMap<>();
        for (Replica replica : replicas.values()) {
            if (replica.state().holdsSlot()) {
                holders.merge(Held.by(replica), 1, Integer::sum);
            }
        }
        return holders;
    }

    private FleetView view() {
        return new FleetView(
                start.topology(), start.racks(), start.services(), List.copyOf(replicas.values()));
    }
}
