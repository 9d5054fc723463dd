package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.ModelSpec;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.TrafficShare;

/** What a control plane might order. */
final class Orders {

    static final String FLEET = "fleet-1";

    private Orders() {}

    static Fence fence(long incarnation, long epoch, long generation) {
        return Fence.newBuilder()
                .setFleetId(FLEET)
                .setIncarnation(incarnation)
                .setEpoch(epoch)
                .setGeneration(generation)
                .build();
    }

    /** An assignment of so many replicas of eight accelerators, which share all traffic. */
    static Assignment.Builder assignment(String rack, long generation, int replicas) {
        Assignment.Builder assignment =
                Assignment.newBuilder()
                        .setRackId(rack)
                        .setFence(fence(1, 1, generation))
                        .setSafeCapWatts(90_000);
        for (int i = 0; i < replicas; i++) {
            assignment.addReplicas(
                    replica(
                            rack + "-" + i,
                            i * 8,
                            8,
                            i * 1_000_000 / replicas,
                            (i + 1) * 1_000_000 / replicas));
        }
        return assignment;
    }

    static ReplicaAssignment.Builder replica(
            String id, int firstSlot, int count, int fromPpm, int toPpm) {
        ReplicaAssignment.Builder replica =
                ReplicaAssignment.newBuilder()
                        .setReplicaId(id)
                        .setService("chat")
                        .setModel(deepseek())
                        .setSource("conversation")
                        .setTrafficShare(
                                TrafficShare.newBuilder().setFromPpm(fromPpm).setToPpm(toPpm));
        for (int slot = 0; slot < count; slot++) {
            replica.addAccelerators(firstSlot + slot);
        }
        return replica;
    }

    static ModelSpec deepseek() {
        return ModelSpec.newBuilder()
                .setName("deepseek-v3.1")
                .setParametersTotal(671e9)
                .setParametersActive(37e9)
                .setPrecision("fp8")
                .setContextTokens(32_768)
                .build();
    }

    static Isolation withoutPower() {
        return Isolation.newBuilder().setElectric(true).build();
    }

    static RackCap.Builder cap(String rack, long epoch, long sequence, long watts) {
        return RackCap.newBuilder()
                .setRackId(rack)
                .setFleetId(FLEET)
                .setIncarnation(1)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setCapWatts(watts)
                .setTtlMs(5_000)
                .setIssuedAtEpochMs(TestClock.START_EPOCH_MILLIS);
    }
}
