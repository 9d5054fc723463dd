package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Composes what every rack should be doing into one message each, and gives those that changed
 * their next generation.
 */
final class Assignments {

    private static final Assignment NONE = Assignment.getDefaultInstance();

    private final Specs specs;
    private final Map<String, List<Replica>> byRack = new HashMap<>();
    private final ReplicaOrders orders;
    private final Map<String, OrderedRollout> rollouts = new HashMap<>();
    private final Function<String, Optional<RackProgress>> racks;
    private final GuardOrders guard;

    private Assignments(
            Specs specs,
            Collection<Replica> replicas,
            Set<String> overdue,
            TouchedRacks touched,
            Function<String, Optional<RackProgress>> racks,
            GuardOrders guard,
            Map<String, Assignment> inForce) {
        this.specs = specs;
        this.racks = racks;
        this.guard = guard;
        specs.rollouts().forEach(rollout -> rollouts.put(rollout.name(), rollout));
        Set<String> services = new HashSet<>();
        for (Replica replica : replicas) {
            if (replica.state() != ReplicaState.STOPPED
                    && touched.contains(replica.rack())
                    && !overdue.contains(replica.id())) {
                byRack.computeIfAbsent(replica.rack(), ignored -> new ArrayList<>()).add(replica);
                services.add(replica.service());
            }
        }
        this.orders =
                new ReplicaOrders(
                        specs.services().stream()
                                .filter(service -> services.contains(service.name()))
                                .toList(),
                        replicas.stream()
                                .filter(replica -> services.contains(replica.service()))
                                .toList(),
                        inForce);
    }

    /**
     * The assignments that differ from those in force, or are from an earlier life of the ledger.
     *
     * @param replicas all replicas, in order of id
     * @param overdue replicas that have to stop now, finished or not
     * @param touched racks to compose for
     * @param racks where each rack stands; empty: no rollout has touched it
     * @param caps that racks fall to by themselves
     * @param guard what the guard's acts mean for racks
     * @param inForce by name of the rack; a rack that has none gets its first
     */
    static List<RackAssignment> changed(
            Specs specs,
            Collection<Replica> replicas,
            Set<String> overdue,
            TouchedRacks touched,
            Function<String, Optional<RackProgress>> racks,
            StaticCaps caps,
            GuardOrders guard,
            Map<String, Assignment> inForce,
            Term term) {
        Assignments assignments =
                new Assignments(specs, replicas, overdue, touched, racks, guard, inForce);
        List<RackAssignment> changed = new ArrayList<>();
        Topology topology = specs.topology();
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            String name = topology.rack(rack).name();
            if (!touched.contains(name)) {
                continue;
            }
            Assignment before = inForce.getOrDefault(name, NONE);
            Assignment after = assignments.compose(rack, caps);
            boolean isOfThisLife = before.getFence().getIncarnation() == term.incarnation();
            if (!isOfThisLife || !after.equals(before.toBuilder().clearFence().build())) {
                changed.add(fenced(name, after, before.getFence().getGeneration() + 1, term));
            }
        }
        return changed;
    }

    private static RackAssignment fenced(
            String rack, Assignment assignment, long generation, Term term) {
        Fence fence =
                Fence.newBuilder()
                        .setFleetId(term.fleetId())
                        .setIncarnation(term.incarnation())
                        .setEpoch(term.epoch())
                        .setGeneration(generation)
                        .build();
        byte[] payload = assignment.toBuilder().setFence(fence).build().toByteArray();
        return new RackAssignment(rack, term.epoch(), generation, payload);
    }

    private Assignment compose(int rack, StaticCaps caps) {
        String name = specs.topology().rack(rack).name();
        Assignment.Builder assignment =
                Assignment.newBuilder()
                        .setRackId(name)
                        .setSafeCapWatts(caps.safeWatts()[rack])
                        .setFailoverCapWatts(caps.failoverWatts()[rack])
                        .setClearTrip(specs.orders().get(rack).clearTrip());
        addStage(rack, assignment);
        for (Replica replica : byRack.getOrDefault(name, List.of())) {
            orders.order(replica).ifPresent(assignment::addReplicas);
        }
        addGuard(guard.of(name), assignment);
        return assignment.build();
    }

    private static void addGuard(GuardOrders.Order order, Assignment.Builder assignment) {
        if (order.electric() || order.liquid()) {
            Isolation known = assignment.getIsolation();
            assignment.setIsolation(
                    Isolation.newBuilder()
                            .setElectric(known.getElectric() || order.electric())
                            .setLiquid(known.getLiquid() || order.liquid()));
        }
        for (ReplicaAssignment replica : assignment.getReplicasList()) {
            boolean isSuspended =
                    switch (order.suspension()) {
                        case NONE -> false;
                        case PREEMPTIBLE -> replica.getPreemptible();
                        case ALL -> true;
                    };
            if (isSuspended) {
                assignment.addSuspendedReplicas(replica.getReplicaId());
            }
        }
    }

    private void addStage(int index, Assignment.Builder assignment) {
        Topology topology = specs.topology();
        RackSpot spot = topology.rack(index);
        RackIdentity identity = specs.identities().get(index);
        RackProgress rack =
                racks.apply(spot.name())
                        .orElseGet(
                                () -> RackProgress.untouched(spot, identity.isInServiceAtOnce()));
        StageOrders.add(
                assignment,
                rack,
                spot,
                identity,
                Optional.ofNullable(rollouts.get(rack.rollout())),
                topology.domain(spot.powerDomain()).name(),
                topology.loop(spot.loop()).name());
    }
}
