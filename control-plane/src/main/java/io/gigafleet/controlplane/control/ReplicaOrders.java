package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ModelSpec;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.ReplicaRole;
import io.gigafleet.schemas.v1.TrafficShare;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What racks are told of each replica. */
final class ReplicaOrders {

    private static final Assignment NONE = Assignment.getDefaultInstance();

    private final Map<String, OfService> services = new HashMap<>();
    private final Map<String, Assignment> inForce;
    private final Map<String, TrafficShare> shares;

    /**
     * The orders for replicas.
     *
     * @param replicas all of these services, since they share the traffic
     * @param inForce assignments by rack; a part keeps the role it began with
     */
    ReplicaOrders(
            Collection<ServiceView> services,
            Collection<Replica> replicas,
            Map<String, Assignment> inForce) {
        services.forEach(
                service -> this.services.put(service.name(), new OfService(service.service())));
        this.inForce = inForce;
        this.shares =
                TrafficShares.of(
                        replicas, replica -> role(replica) != ReplicaRole.REPLICA_ROLE_DECODE);
    }

    /** What is equal for all replicas of a service in one role. */
    private static final class OfService {
        private final InferenceService service;
        private final List<InferenceService.Part> parts;
        private final Map<ReplicaRole, ReplicaAssignment> prototypes =
                new EnumMap<>(ReplicaRole.class);

        OfService(InferenceService service) {
            this.service = service;
            this.parts = service.spec().shape().parts();
        }

        ReplicaRole role(int part) {
            return part < parts.size()
                    ? wire(parts.get(part).role())
                    : ReplicaRole.REPLICA_ROLE_AGGREGATED;
        }

        ReplicaAssignment prototype(ReplicaRole role) {
            return prototypes.computeIfAbsent(role, this::build);
        }

        /** Parts of a role hold the weights together, so that each is told of its share of them. */
        private ReplicaAssignment build(ReplicaRole role) {
            InferenceService.Model model = service.spec().model();
            long sharers =
                    Math.max(1, parts.stream().filter(part -> wire(part.role()) == role).count());
            double parameters = model.parametersTotal() / sharers;
            return ReplicaAssignment.newBuilder()
                    .setService(service.name())
                    .setModel(
                            ModelSpec.newBuilder()
                                    .setName(model.name())
                                    .setParametersTotal(parameters)
                                    .setParametersActive(
                                            Math.min(parameters, model.parametersActive()))
                                    .setPrecision(model.precision().word())
                                    .setContextTokens(model.contextTokens()))
                    .setRole(role)
                    .setSource(service.spec().traffic().source())
                    .setPreemptible(service.spec().preemptible())
                    .build();
        }

        private static ReplicaRole wire(InferenceService.Role role) {
            return switch (role) {
                case AGGREGATED -> ReplicaRole.REPLICA_ROLE_AGGREGATED;
                case PREFILL -> ReplicaRole.REPLICA_ROLE_PREFILL;
                case DECODE -> ReplicaRole.REPLICA_ROLE_DECODE;
            };
        }
    }

    /** What a replica's rack is told of it; empty if it need not hear of it. */
    Optional<ReplicaAssignment> order(Replica replica) {
        OfService service = services.get(replica.service());
        if (service == null) {
            return ofDeletedService(replica);
        }
        ReplicaAssignment.Builder order =
                service.prototype(role(replica)).toBuilder()
                        .setReplicaId(replica.id())
                        .setSlot(replica.slot())
                        .addAllAccelerators(replica.accelerators())
                        .setDraining(replica.state() == ReplicaState.DRAINING);
        TrafficShare share = shares.get(replica.id());
        if (share != null) {
            order.setTrafficShare(share);
        }
        return Optional.of(order.build());
    }

    private ReplicaRole role(Replica replica) {
        OfService service = services.get(replica.service());
        if (service == null) {
            return ReplicaRole.REPLICA_ROLE_AGGREGATED;
        }
        if (replica.part() == 0 && service.parts.size() == 1) {
            return service.role(0);
        }
        return before(replica)
                .map(ReplicaAssignment::getRole)
                .orElseGet(() -> service.role(replica.part()));
    }

    /**
     * A deleted service's replica drains as it was last assigned; if it never was, it isn't there.
     */
    private Optional<ReplicaAssignment> ofDeletedService(Replica replica) {
        return before(replica)
                .map(
                        assigned ->
                                assigned.toBuilder().clearTrafficShare().setDraining(true).build());
    }

    private Optional<ReplicaAssignment> before(Replica replica) {
        return inForce.getOrDefault(replica.rack(), NONE).getReplicasList().stream()
                .filter(assigned -> assigned.getReplicaId().equals(replica.id()))
                .findFirst();
    }
}
