package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.arrivals.RequestPoint;
import io.gigafleet.nodeagent.rack.ReplicaPlan;
import io.gigafleet.nodeagent.rack.ReplicaRole;
import io.gigafleet.nodeagent.rack.ServedModel;
import io.gigafleet.nodeagent.rack.ServingCost;
import io.gigafleet.schemas.ModelCatalogue;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ModelSpec;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what an assignment says into what a rack can do, or says why it can't. */
final class AssignmentReading {

    /**
     * Attention state per token of a model the catalogue does not know, bytes: that of a dense
     * model of 70 billion parameters with grouped queries.
     */
    private static final long UNKNOWN_KEY_VALUE_BYTES_PER_TOKEN = 327_680;

    private static final int UNKNOWN_CONTEXT_TOKENS = 32_768;

    private AssignmentReading() {}

    /** One replica as wanted. */
    record WantedReplica(ReplicaPlan plan, ReplicaAssignment order) {}

    /**
     * Reads all replicas of an assignment.
     *
     * @throws IllegalArgumentException if the rack can't do it: slots it does not have or named
     *     twice, a model without parameters, weights that do not fit
     */
    static List<WantedReplica> replicas(Assignment assignment, Sku.Spec sku) {
        List<WantedReplica> wanted = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (ReplicaAssignment order : assignment.getReplicasList()) {
            if (!ids.add(order.getReplicaId())) {
                throw new IllegalArgumentException(
                        "replica " + order.getReplicaId() + " is named twice");
            }
            ReplicaPlan plan =
                    new ReplicaPlan(
                            order.getReplicaId(),
                            model(order.getModel()),
                            role(order),
                            order.getAcceleratorsList());
            for (int slot : plan.accelerators()) {
                if (slot < 0 || slot >= sku.accelerators() || !taken.add(slot)) {
                    throw new IllegalArgumentException(
                            "replica "
                                    + plan.id()
                                    + " names accelerator "
                                    + slot
                                    + ", which is taken or not among the rack's "
                                    + sku.accelerators());
                }
            }
            // Throws if the weights do not fit.
            ServingCost cost = new ServingCost(plan.model(), sku, plan.accelerators().size());
            if (cost.keyValueTokens() < 1) {
                throw new IllegalArgumentException(
                        "replica " + plan.id() + " has no memory left for a single token");
            }
            checkShare(order);
            wanted.add(new WantedReplica(plan, order));
        }
        return wanted;
    }

    private static void checkShare(ReplicaAssignment order) {
        int from = order.getTrafficShare().getFromPpm();
        int to = order.getTrafficShare().getToPpm();
        if (from < 0 || to < from || to > RequestPoint.POINTS) {
            throw new IllegalArgumentException(
                    "replica "
                            + order.getReplicaId()
                            + " has the traffic share ["
                            + Integer.toUnsignedString(from)
                            + ", "
                            + Integer.toUnsignedString(to)
                            + "), which is not an interval within 0 to "
                            + RequestPoint.POINTS);
        }
    }

    private static ServedModel model(ModelSpec spec) {
        return new ServedModel(
                spec.getName(),
                spec.getParametersTotal(),
                spec.getParametersActive() > 0
                        ? spec.getParametersActive()
                        : spec.getParametersTotal(),
                bytesPerParameter(spec.getPrecision()),
                spec.getContextTokens() > 0 ? spec.getContextTokens() : UNKNOWN_CONTEXT_TOKENS,
                ModelCatalogue.builtIn()
                        .named(spec.getName())
                        .map(ModelCatalogue.Model::keyValueBytesPerToken)
                        .orElse(UNKNOWN_KEY_VALUE_BYTES_PER_TOKEN));
    }

    private static double bytesPerParameter(String precision) {
        return switch (precision) {
            case "fp4" -> 0.5;
            case "fp8" -> 1;
            case "bf16" -> 2;
            default ->
                    throw new IllegalArgumentException(
                            "precision '" + precision + "' is not one of fp4, fp8, bf16");
        };
    }

    private static ReplicaRole role(ReplicaAssignment order) {
        return switch (order.getRole()) {
            case REPLICA_ROLE_AGGREGATED, REPLICA_ROLE_UNSPECIFIED -> ReplicaRole.AGGREGATED;
            case REPLICA_ROLE_PREFILL -> ReplicaRole.PREFILL;
            case REPLICA_ROLE_DECODE -> ReplicaRole.DECODE;
            case UNRECOGNIZED ->
                    throw new IllegalArgumentException(
                            "replica "
                                    + order.getReplicaId()
                                    + " has role number "
                                    + order.getRoleValue()
                                    + ", which this agent does not know. Update the agent");
        };
    }
}
