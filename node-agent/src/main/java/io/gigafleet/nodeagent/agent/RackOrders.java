package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.AssignmentReading.WantedReplica;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.ReplicaStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a rack's replicas what an assignment wants them to be. */
final class RackOrders {

    private RackOrders() {}

    /** A replica of this rack and the order it follows. */
    record OrderedReplica(ReplicaAssignment order, ReplicaSimulation replica) {

        ReplicaStatus status() {
            return ReplicaStatus.newBuilder()
                    .setReplicaId(replica.plan().id())
                    .setPhase(WireWords.phase(replica.phase()))
                    .addAllAccelerators(replica.plan().accelerators())
                    .build();
        }
    }

    /**
     * Removes replicas that are not wanted or are made of something else, keeps the others at work,
     * starts the missing ones.
     *
     * @return the wanted replicas, in the assignment's order
     */
    static List<OrderedReplica> converge(RackSimulation rack, Assignment assignment) {
        List<WantedReplica> wanted = AssignmentReading.replicas(assignment, rack.sku());
        Map<String, ReplicaSimulation> kept = new HashMap<>();
        for (ReplicaSimulation replica : List.copyOf(rack.replicas())) {
            if (wanted.stream().anyMatch(want -> want.plan().equals(replica.plan()))) {
                kept.put(replica.plan().id(), replica);
            } else {
                rack.remove(replica);
            }
        }
        return wanted.stream().map(want -> ordered(rack, assignment, kept, want)).toList();
    }

    private static OrderedReplica ordered(
            RackSimulation rack,
            Assignment assignment,
            Map<String, ReplicaSimulation> kept,
            WantedReplica want) {
        ReplicaSimulation known = kept.get(want.plan().id());
        ReplicaSimulation replica = known == null ? rack.place(want.plan()) : known;
        replica.suspend(assignment.getSuspendedReplicasList().contains(want.plan().id()));
        replica.drain(want.order().getDraining());
        return new OrderedReplica(want.order(), replica);
    }
}
