package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.ModelSpec;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.ReplicaRole;
import io.gigafleet.schemas.v1.TrafficShare;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Composes what every rack should be doing into one message each, and gives those that changed
 * their next generation.
 */
final class Assignments {

    private static final Assignment NONE = Assignment.getDefaultInstance();

    private final Specs specs;
    private final Map<String, InferenceService> services = new HashMap<>();
    private final Map<String, List<Replica>> byRack = new HashMap<>();
    private final Map<String, TrafficShare> shares;
    private final Map<String, OrderedRollout> rollouts = new HashMap<>();
    private final Function<String, Optional<RackProgress>> racks;

    private Assignments(
            Specs specs,
            Collection<Replica> replicas,
            Function<String, Optional<RackProgress>> racks) {
        this.specs = specs;
        this.racks = racks;
        specs.rollouts().forEach(rollout -> rollouts.put(rollout.name(), rollout));
        for (ServiceView service : specs.services()) {
            services.put(service.name(), service.service());
        }
        for (Replica replica : replicas) {
            if (replica.state() != ReplicaState.STOPPED) {
                byRack.computeIfAbsent(replica.rack(), ignored -> new ArrayList<>()).add(replica);
            }
        }
        this.shares = TrafficShares.of(replicas);
    }

    /**
     * The assignments that differ from those in force, or are from an earlier life of the ledger.
     *
     * @param replicas all replicas, in order of id
     * @param racks where each rack stands; empty: no rollout has touched it
     * @param safeCapsWatts by index of the rack
     * @param inForce by name of the rack; a rack that has none gets its first
     */
    static List<RackAssignment> changed(
            Specs specs,
            Collection<Replica> replicas,
            Function<String, Optional<RackProgress>> racks,
            long[] safeCapsWatts,
            Map<String, Assignment> inForce,
            Term term) {
        Assignments assignments = new Assignments(specs, replicas, racks);
        List<RackAssignment> changed = new ArrayList<>();
        Topology topology = specs.topology();
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            String name = topology.rack(rack).name();
            Assignment before = inForce.getOrDefault(name, NONE);
            Assignment after = assignments.compose(rack, safeCapsWatts[rack], before);
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

    private Assignment compose(int rack, long safeCapWatts, Assignment before) {
        String name = specs.topology().rack(rack).name();
        Assignment.Builder assignment =
                Assignment.newBuilder()
                        .setRackId(name)
                        .setSafeCapWatts(safeCapWatts)
                        .setClearTrip(specs.orders().get(rack).clearTrip());
        addStage(rack, assignment);
        for (Replica replica : byRack.getOrDefault(name, List.of())) {
            replicaAssignment(replica, before).ifPresent(assignment::addReplicas);
        }
        return assignment.build();
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

    private Optional<ReplicaAssignment> replicaAssignment(Replica replica, Assignment before) {
        InferenceService service = services.get(replica.service());
        if (service == null) {
            return ofDeletedService(replica, before);
        }
        InferenceService.Model model = service.spec().model();
        ReplicaAssignment.Builder assignment =
                ReplicaAssignment.newBuilder()
                        .setReplicaId(replica.id())
                        .setService(replica.service())
                        .setSlot(replica.slot())
                        .setModel(
                                ModelSpec.newBuilder()
                                        .setName(model.name())
                                        .setParametersTotal(model.parametersTotal())
                                        .setParametersActive(model.parametersActive())
                                        .setPrecision(model.precision().word())
                                        .setContextTokens(model.contextTokens()))
                        .setRole(ReplicaRole.REPLICA_ROLE_AGGREGATED)
                        .addAllAccelerators(replica.accelerators())
                        .setSource(service.spec().traffic().source())
                        .setDraining(replica.state() == ReplicaState.DRAINING);
        TrafficShare share = shares.get(replica.id());
        if (share != null) {
            assignment.setTrafficShare(share);
        }
        return Optional.of(assignment.build());
    }

    /**
     * A deleted service's replica drains as it was last assigned; if it never was, it isn't there.
     */
    private static Optional<ReplicaAssignment> ofDeletedService(
            Replica replica, Assignment before) {
        return before.getReplicasList().stream()
                .filter(assigned -> assigned.getReplicaId().equals(replica.id()))
                .findFirst()
                .map(
                        assigned ->
                                assigned.toBuilder().clearTrafficShare().setDraining(true).build());
    }
}
