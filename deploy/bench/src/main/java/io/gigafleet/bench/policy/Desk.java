package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Placer;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.RememberedSlots;
import io.gigafleet.controlplane.placement.Slots;
import io.gigafleet.controlplane.safety.health.Eviction;
import io.gigafleet.controlplane.safety.health.EvictionRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plane's loop over the hall, without its database and bus: what replicas became, eviction,
 * slots, placement, and the plan carried out. The deciders are the plane's own.
 */
final class Desk {

    /** How long a replica that goes may finish what it has. */
    private static final double GRACE_SECONDS = 30;

    /** Most replicas on the move at once, as the plane's default. */
    private static final int MOVES_IN_FLIGHT = 32;

    private final Topology topology;
    private final Hall hall;
    private final Tally tally;
    private final Placer placer;
    private final Map<String, ServedService> services = new HashMap<>();
    private final TreeMap<String, Replica> replicas = new TreeMap<>();
    private final Map<String, RunningReplica> running = new HashMap<>();
    private final PromisedRoom promised = new PromisedRoom();
    private final RememberedSlots slots = new RememberedSlots();
    private EvictionRate evictionRate;
    private long named;
    private int second;

    Desk(Topology topology, Hall hall, Tally tally, Policy policy, List<ServedService> services) {
        this.topology = topology;
        this.hall = hall;
        this.tally = tally;
        this.placer = policy.placer();
        this.evictionRate = EvictionRate.full(0);
        services.forEach(service -> this.services.put(service.name(), service));
    }

    /** All that are not STOPPED, in order of id. */
    List<Replica> replicas() {
        return List.copyOf(replicas.values());
    }

    /** One round of decisions. */
    void cycle(int now, List<ServiceView> wanted, GuardStanding standing) {
        second = now;
        progress();
        List<RackView> racks = views(standing);
        FleetView heard = new FleetView(standing.topology(), racks, wanted, replicas());
        Eviction.Outcome eviction = Eviction.decide(heard, evictionRate, now * 1_000L);
        evictionRate = eviction.rate();
        Slots.Change wishes = slots.change(heard, eviction.evicted().keySet());
        wishes.changed().forEach(this::put);
        FleetView view = new FleetView(standing.topology(), racks, wanted, replicas());
        Plan plan = placer.plan(view, wishes.demands(), promised.inForce(wishes.demands(), second));
        carryOut(plan);
    }

    private void progress() {
        for (Replica replica : replicas()) {
            RunningReplica runs = running(replica);
            switch (replica.state()) {
                case ASSIGNED, LOADING -> {
                    if (runs.isLoaded()) {
                        put(replica.in(ReplicaState.SERVING, "loaded"));
                    }
                }
                case SERVING -> runs.route(replica.routed());
                case DRAINING -> {
                    if (runs.isGone() || !rack(replica).isPowered()) {
                        remove(replica);
                    }
                }
                case STOPPED -> remove(replica);
            }
        }
    }

    private void put(Replica replica) {
        replicas.put(replica.id(), replica);
        RunningReplica runs = running(replica);
        runs.route(replica.routed());
        if (replica.state() == ReplicaState.DRAINING) {
            runs.drain(GRACE_SECONDS);
        }
    }

    private void remove(Replica replica) {
        replicas.remove(replica.id());
        RunningReplica runs = running(replica);
        tally.lost(List.of(new HallRack.Loss(runs.service(), runs.drop(false))));
        rack(replica).remove(runs);
        running.remove(replica.id());
    }

    private RunningReplica running(Replica replica) {
        RunningReplica runs = running.get(replica.id());
        if (runs == null) {
            throw new IllegalStateException("replica " + replica.id() + " is nowhere in the hall");
        }
        return runs;
    }

    private HallRack rack(Replica replica) {
        return hall.racks().get(topology.rackNamed(replica.rack()).orElseThrow());
    }

    private List<RackView> views(GuardStanding standing) {
        List<RackView> views = new ArrayList<>();
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            boolean isBad = !hall.racks().get(rack).isPowered() || standing.bad().containsKey(rack);
            views.add(
                    new RackView(
                            isBad ? Condition.BAD : Condition.FRESH,
                            isBad ? "without power" : "heard",
                            false,
                            standing.drains().containsKey(rack),
                            OptionalLong.empty(),
                            Optional.ofNullable(standing.barred().get(rack)),
                            Standing.inService(topology.rack(rack))));
        }
        return views;
    }

    private void carryOut(Plan plan) {
        plan.placements().forEach(placement -> place(placement, "placed"));
        Map<Demand, List<Move>> moves = new LinkedHashMap<>();
        plan.moves()
                .forEach(
                        move ->
                                moves.computeIfAbsent(
                                                move.beneficiary(), ignored -> new ArrayList<>())
                                        .add(move));
        Map<Demand, Map<Integer, List<Replica>>> leaving = new LinkedHashMap<>();
        Set<Demand> held = new HashSet<>();
        int movesLeft = MOVES_IN_FLIGHT - onTheMove();
        for (Map.Entry<Demand, List<Move>> made : moves.entrySet()) {
            if (made.getValue().size() > movesLeft) {
                held.add(made.getKey());
            } else {
                movesLeft -= made.getValue().size();
                made.getValue().forEach(move -> move(move, leaving));
            }
        }
        for (Preemption preemption : plan.preemptions()) {
            if (!held.contains(preemption.beneficiary())) {
                preempt(preemption, leaving);
            }
        }
        leaving.forEach(
                (demand, byRack) -> promised.promise(demand, byRack, second + (int) GRACE_SECONDS));
    }

    private void move(Move move, Map<Demand, Map<Integer, List<Replica>>> leaving) {
        place(move.to(), "moves here to make room");
        Replica from = known(move.from());
        put(from.toLeave("makes room"));
        leave(leaving, move.beneficiary(), from);
        tally.moved();
    }

    private void preempt(Preemption preemption, Map<Demand, Map<Integer, List<Replica>>> leaving) {
        for (Replica victim : preemption.victims()) {
            put(known(victim).in(ReplicaState.DRAINING, "preempted"));
            leave(leaving, preemption.beneficiary(), victim);
            tally.preempted();
        }
    }

    private void leave(
            Map<Demand, Map<Integer, List<Replica>>> leaving, Demand demand, Replica replica) {
        leaving.computeIfAbsent(demand, ignored -> new TreeMap<>())
                .computeIfAbsent(
                        topology.rackNamed(replica.rack()).orElseThrow(),
                        ignored -> new ArrayList<>())
                .add(replica);
    }

    private Replica known(Replica replica) {
        Replica known = replicas.get(replica.id());
        if (known == null) {
            throw new IllegalStateException("the plan names " + replica.id() + ", which is gone");
        }
        return known;
    }

    private int onTheMove() {
        return (int)
                replicas.values().stream()
                        .filter(replica -> replica.leaving() && replica.state().holdsSlot())
                        .count();
    }

    private void place(Placement placement, String why) {
        String service = placement.demand().service().name();
        String id = "%s-%d-%d".formatted(service, placement.demand().slot(), named++);
        Replica replica =
                new Replica(
                        id,
                        service,
                        placement.demand().slot(),
                        topology.rack(placement.rack()).name(),
                        placement.accelerators(),
                        ReplicaState.ASSIGNED,
                        false,
                        placement.plannedWatts(),
                        why);
        ServedService served = services.get(service);
        if (served == null) {
            throw new IllegalStateException("no service is named " + service);
        }
        RunningReplica runs =
                new RunningReplica(
                        id,
                        served,
                        placement.accelerators().stream().mapToInt(Integer::intValue).toArray());
        running.put(id, runs);
        hall.racks().get(placement.rack()).put(runs);
        replicas.put(id, replica);
        tally.placed();
    }
}
