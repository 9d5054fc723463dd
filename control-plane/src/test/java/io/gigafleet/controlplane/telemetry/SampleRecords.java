package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.Canary;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records as a healthy agent sends them, to be changed by a test. */
final class SampleRecords {

    static final int ACCELERATORS = 4;
    static final long PEAK_WATTS = 10_000;
    static final long ACCELERATOR_PEAK_WATTS = 1_400;
    static final RackLimits LIMITS =
            new RackLimits(ACCELERATORS, PEAK_WATTS, ACCELERATOR_PEAK_WATTS);

    /** A time for tests to begin at: 2026-01-01T00:00:00Z. */
    static final long START_MILLIS = 1_767_225_600_000L;

    private SampleRecords() {}

    /** Racks that all hang on one domain and one loop. */
    static RackRegistry registryOf(String... rackIds) {
        return new RackRegistry(
                Stream.of(rackIds)
                        .map(id -> new RackRegistry.KnownRack(id, LIMITS, List.of(0), 0))
                        .toList(),
                List.of("d0"),
                List.of("l0"));
    }

    static ArrivedRecord arrived(String key, byte @Nullable [] value, long appendedAtMillis) {
        return ArrivedRecord.of(key, value, appendedAtMillis, 0, 0);
    }

    static ArrivedRecord arrived(RackTelemetry.Builder record, long appendedAtMillis) {
        return arrived(record.getRackId(), record.build().toByteArray(), appendedAtMillis);
    }

    static RackTelemetry.Builder telemetry(String rackId, long bootId, long sequence) {
        return RackTelemetry.newBuilder()
                .setRackId(rackId)
                .setBootId(bootId)
                .setSequence(sequence)
                .setSampledAtEpochMs(START_MILLIS)
                .setIntervalMs(1_000)
                .addAllAcceleratorWatts(column(900))
                .addAllAcceleratorWattsMax(column(1_000))
                .addAllAcceleratorDieDeciCelsius(column(600))
                .addAllAcceleratorDieDeciCelsiusMax(column(650))
                .addAllAcceleratorMemoryDeciCelsius(column(700))
                .addAllAcceleratorUtilizationPermille(column(800))
                .addAllAcceleratorClockPermille(column(1_000))
                .addAllAcceleratorMemoryUsedMib(column(100_000))
                .setRackWatts(6_000)
                .setRackWattsMax(6_500)
                .setRackEnergyJoules(6_000 * sequence)
                .setSupplyMilliCelsius(40_000)
                .setReturnMilliCelsius(49_000)
                .setReturnMilliCelsiusMax(49_500)
                .setFlowMillilitersPerMinute(15_000)
                .setLeak(LeakState.LEAK_STATE_DRY);
    }

    private static List<Integer> column(int value) {
        return Collections.nCopies(ACCELERATORS, value);
    }

    /** A replica that has served {@code requests}, each with 100 tokens in and 10 out. */
    static ReplicaTelemetry.Builder replica(String replicaId, long requests) {
        return ReplicaTelemetry.newBuilder()
                .setReplicaId(replicaId)
                .setPhase(ReplicaPhase.REPLICA_PHASE_SERVING)
                .setRequests(requests)
                .setInputTokens(100 * requests)
                .setOutputTokens(10 * requests)
                .setQueuedRequests(3)
                .setRunningRequests(5)
                .setTimeToFirstToken(
                        LatencyHistogram.newBuilder().setFirstBucket(30).addCounts(requests))
                .setTimePerOutputToken(
                        LatencyHistogram.newBuilder().setFirstBucket(15).addCounts(requests));
    }

    static RackStatus.Builder status(String rackId, long bootId, long sequence) {
        return RackStatus.newBuilder()
                .setRackId(rackId)
                .setBootId(bootId)
                .setSequence(sequence)
                .setAgentId("agent-1")
                .setAgentVersion("0.1.0");
    }

    static byte[] canary(String host, long sequence, int partition) {
        return FacilityRecord.newBuilder()
                .setSource("canary/" + host)
                .setBootId(1)
                .setSequence(sequence)
                .setCanary(Canary.newBuilder().setAgentId(host).setPartition(partition))
                .build()
                .toByteArray();
    }
}
