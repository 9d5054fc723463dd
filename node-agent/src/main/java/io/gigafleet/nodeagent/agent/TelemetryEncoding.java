package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.util.List;

/** Writes a rack's readings as one telemetry record, columns packed. */
final class TelemetryEncoding {

    private TelemetryEncoding() {}

    /**
     * What a record says beside the simulation's readings.
     *
     * @param energyBeforeJoules the meter when the simulation began
     * @param capWatts the cap in force; 0: none
     */
    record Stamp(
            String rackId,
            long bootId,
            long sequence,
            long sampledAtEpochMillis,
            int intervalMillis,
            long energyBeforeJoules,
            long capWatts) {}

    static RackTelemetry encode(RackSimulation rack, Stamp stamp) {
        RackTelemetry.Builder record =
                RackTelemetry.newBuilder()
                        .setRackId(stamp.rackId())
                        .setBootId(stamp.bootId())
                        .setSequence(stamp.sequence())
                        .setSampledAtEpochMs(stamp.sampledAtEpochMillis())
                        .setIntervalMs(stamp.intervalMillis())
                        .setRackWatts(rounded(rack.rackWatts()))
                        .setRackWattsMax(rounded(rack.rackMaxWatts()))
                        .setRackEnergyJoules(
                                stamp.energyBeforeJoules() + (long) rack.energyJoules())
                        .setSupplyMilliCelsius(rounded(rack.supplyCelsius() * 1_000))
                        .setReturnMilliCelsius(rounded(rack.returnCelsius() * 1_000))
                        .setReturnMilliCelsiusMax(rounded(rack.returnMaxCelsius() * 1_000))
                        .setFlowMillilitersPerMinute(rounded(rack.flowLitersPerMinute() * 1_000))
                        .setCapWatts((int) stamp.capWatts())
                        .setPowerThrottleMs((int) rack.powerThrottleMillis())
                        .setThermalThrottleMs((int) rack.thermalThrottleMillis());
        addAccelerators(rack, record);
        addLeak(rack.leak(), record);
        List<ReplicaSimulation> replicas = rack.replicas();
        for (int i = 0; i < replicas.size(); i++) {
            record.addReplicas(replica(replicas.get(i)));
        }
        return record.build();
    }

    private static void addAccelerators(RackSimulation rack, RackTelemetry.Builder record) {
        int count = rack.sku().accelerators();
        for (int slot = 0; slot < count; slot++) {
            record.addAcceleratorWatts(rounded(rack.acceleratorWatts(slot)));
            record.addAcceleratorWattsMax(rounded(rack.acceleratorMaxWatts(slot)));
            record.addAcceleratorDieDeciCelsius(rounded(rack.dieCelsius(slot) * 10));
            record.addAcceleratorDieDeciCelsiusMax(rounded(rack.dieMaxCelsius(slot) * 10));
            record.addAcceleratorMemoryDeciCelsius(rounded(rack.memoryCelsius(slot) * 10));
            record.addAcceleratorUtilizationPermille(rounded(rack.utilization(slot) * 1_000));
            record.addAcceleratorClockPermille(rounded(rack.clock(slot) * 1_000));
            record.addAcceleratorMemoryUsedMib(rounded(rack.memoryUsedMebibytes(slot)));
        }
    }

    private static void addLeak(LeakState leak, RackTelemetry.Builder record) {
        record.setLeak(WireWords.leak(leak));
        if (leak instanceof LeakState.Trays wet) {
            wet.trays().stream().forEach(record::addLeakingTrays);
        }
    }

    private static ReplicaTelemetry replica(ReplicaSimulation replica) {
        return ReplicaTelemetry.newBuilder()
                .setReplicaId(replica.plan().id())
                .setPhase(WireWords.phase(replica.phase()))
                .setRequests(replica.requests())
                .setInputTokens(replica.inputTokens())
                .setOutputTokens(replica.outputTokens())
                .setQueuedRequests(replica.queuedRequests())
                .setRunningRequests(replica.runningRequests())
                .setRequestsRejected(replica.rejected())
                .setTimeToFirstToken(WireWords.histogram(replica.timeToFirstToken()))
                .setTimePerOutputToken(WireWords.histogram(replica.timePerOutputToken()))
                .build();
    }

    private static int rounded(double value) {
        return (int) Math.round(value);
    }
}
