package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.AssignmentReading.WantedReplica;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.ReplicaStatus;
import io.gigafleet.schemas.v1.Suspension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a rack's replicas what an assignment and a live cap want them to be. */
final class RackOrders {

    private RackOrders() {}

    /**
     * A replica of this rack and the order it follows.
     *
     * @param suspended true if the assignment holds it
     */
    record OrderedReplica(ReplicaAssignment order, boolean suspended, ReplicaSimulation replica) {

        /** Holds or releases it, as the assignment and the live cap say. */
        void hold(Suspension live) {
            replica.suspend(suspended || covers(live));
        }

        private boolean covers(Suspension live) {
            return switch (live) {
                case SUSPENSION_UNSPECIFIED -> false;
                case SUSPENSION_PREEMPTIBLE -> order.getPreemptible();
                // A word this agent does not know holds more, not less.
                case SUSPENSION_ALL, UNRECOGNIZED -> true;
            };
        }

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
        rack.yields(replica, want.order().getPreemptible());
        replica.drain(want.order().getDraining());
        return new OrderedReplica(
                want.order(),
                assignment.getSuspendedReplicasList().contains(want.plan().id()),
                replica);
    }
}
