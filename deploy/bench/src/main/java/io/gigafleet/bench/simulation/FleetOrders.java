package io.gigafleet.bench.simulation;

import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.ModelSpec;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.ReplicaRole;
import io.gigafleet.schemas.v1.TrafficShare;
import java.util.ArrayList;
import java.util.List;

/**
 * One assignment per rack, with the services of the generated scenarios: per rack four replicas of
 * frontier-chat on eight accelerators each, two of assistant on four, and in most racks a
 * preemptible one of batch-digest on eight. Every service takes all requests of one source.
 */
final class FleetOrders {

    private static final int POINTS = 1_000_000;
    private static final int CHAT_PER_RACK = 4;
    private static final int ASSISTANT_PER_RACK = 2;
    private static final int BIG_SPAN = 8;
    private static final int SMALL_SPAN = 4;

    /** Enough to never limit anything. */
    private static final long SAFE_CAP_WATTS = 140_000;

    private static final ModelSpec DEEPSEEK = model("deepseek-v3.1", 671e9, 37e9);
    private static final ModelSpec LLAMA = model("llama-3.3-70b", 70.6e9, 70.6e9);

    private final int racks;
    private final int batchReplicas;

    FleetOrders(int racks) {
        this.racks = racks;
        batchReplicas = Math.max(1, racks * 8 / 7);
    }

    static String rackId(int rack) {
        return "r" + (rack + 1);
    }

    int replicas() {
        return racks * (CHAT_PER_RACK + ASSISTANT_PER_RACK) + batchReplicas;
    }

    Assignment of(int rack) {
        Slots slots = new Slots();
        List<ReplicaAssignment> replicas = new ArrayList<>();
        for (int i = 0; i < CHAT_PER_RACK; i++) {
            int number = rack * CHAT_PER_RACK + i;
            replicas.add(
                    replica("frontier-chat", DEEPSEEK, number, racks * CHAT_PER_RACK, slots)
                            .addAllAccelerators(slots.take(BIG_SPAN))
                            .build());
        }
        for (int i = 0; i < ASSISTANT_PER_RACK; i++) {
            int number = rack * ASSISTANT_PER_RACK + i;
            replicas.add(
                    replica("assistant", LLAMA, number, racks * ASSISTANT_PER_RACK, slots)
                            .addAllAccelerators(slots.take(SMALL_SPAN))
                            .build());
        }
        int lastBatch = (int) ((long) batchReplicas * (rack + 1) / racks);
        for (int number = (int) ((long) batchReplicas * rack / racks);
                number < lastBatch;
                number++) {
            replicas.add(
                    replica("batch-digest", DEEPSEEK, number, batchReplicas, slots)
                            .addAllAccelerators(slots.take(BIG_SPAN))
                            .setPreemptible(true)
                            .build());
        }
        return Assignment.newBuilder()
                .setRackId(rackId(rack))
                .setFence(
                        Fence.newBuilder()
                                .setFleetId("bench")
                                .setIncarnation(1)
                                .setEpoch(1)
                                .setGeneration(1))
                .setSafeCapWatts(SAFE_CAP_WATTS)
                .addAllReplicas(replicas)
                .build();
    }

    private static ReplicaAssignment.Builder replica(
            String service, ModelSpec model, int number, int of, Slots slots) {
        return ReplicaAssignment.newBuilder()
                .setReplicaId(service + "-" + (number + 1))
                .setService(service)
                .setSlot(slots.next)
                .setModel(model)
                .setRole(ReplicaRole.REPLICA_ROLE_AGGREGATED)
                .setSource("conversation")
                .setTrafficShare(
                        TrafficShare.newBuilder()
                                .setFromPpm((int) ((long) POINTS * number / of))
                                .setToPpm((int) ((long) POINTS * (number + 1) / of)));
    }

    private static ModelSpec model(String name, double total, double active) {
        return ModelSpec.newBuilder()
                .setName(name)
                .setParametersTotal(total)
                .setParametersActive(active)
                .setPrecision("fp8")
                .setContextTokens(32_768)
                .build();
    }

    /** Accelerators of one rack, given out in order. */
    private static final class Slots {
        private int next;

        List<Integer> take(int count) {
            List<Integer> taken = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                taken.add(next++);
            }
            return taken;
        }
    }
}
