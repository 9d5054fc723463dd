package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LatencyCounts;
import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackReadings;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.util.List;

/** A rack's telemetry record by generated code: what the hand-written one must equal. */
final class BuiltTelemetry {

    private BuiltTelemetry() {}

    static RackTelemetry encode(RackSimulation rack, TelemetryWriter.Stamp stamp) {
        RackReadings readings = rack.readings();
        RackTelemetry.Builder record =
                RackTelemetry.newBuilder()
                        .setRackId(stamp.rackId())
                        .setBootId(stamp.bootId())
                        .setSequence(stamp.sequence())
                        .setSampledAtEpochMs(stamp.sampledAtEpochMillis())
                        .setIntervalMs(stamp.intervalMillis())
                        .setRackWatts(rounded(readings.rackWatts()))
                        .setRackWattsMax(rounded(readings.rackMaxWatts()))
                        .setRackEnergyJoules(
                                stamp.energyBeforeJoules() + (long) rack.energyJoules())
                        .setSupplyMilliCelsius(rounded(readings.supplyCelsius() * 1_000))
                        .setReturnMilliCelsius(rounded(readings.returnCelsius() * 1_000))
                        .setReturnMilliCelsiusMax(rounded(readings.returnMaxCelsius() * 1_000))
                        .setFlowMillilitersPerMinute(
                                rounded(readings.measuredFlowLitersPerMinute() * 1_000))
                        .setCoolantPressurePascals(rounded(readings.pressurePascals()))
                        .setSwitchTraysUp(readings.switchTraysUp())
                        .setCapWatts((int) stamp.capWatts())
                        .setPowerThrottleMs((int) rack.powerThrottleMillis())
                        .setThermalThrottleMs((int) rack.thermalThrottleMillis());
        addAccelerators(rack, record);
        addLeak(rack.leak(), record);
        stamp.alarms().forEach(record::addAlarms);
        List<ReplicaSimulation> replicas = rack.replicas();
        for (int i = 0; i < replicas.size(); i++) {
            record.addReplicas(replica(replicas.get(i)));
        }
        return record.build();
    }

    private static void addAccelerators(RackSimulation rack, RackTelemetry.Builder record) {
        RackReadings readings = rack.readings();
        int count = rack.sku().accelerators();
        for (int slot = 0; slot < count; slot++) {
            record.addAcceleratorWatts(rounded(readings.acceleratorWatts(slot)));
            record.addAcceleratorWattsMax(rounded(readings.acceleratorMaxWatts(slot)));
            record.addAcceleratorDieDeciCelsius(rounded(readings.dieCelsius(slot) * 10));
            record.addAcceleratorDieDeciCelsiusMax(rounded(readings.dieMaxCelsius(slot) * 10));
            record.addAcceleratorMemoryDeciCelsius(rounded(readings.memoryCelsius(slot) * 10));
            record.addAcceleratorUtilizationPermille(rounded(readings.utilization(slot) * 1_000));
            record.addAcceleratorClockPermille(rounded(readings.clock(slot) * 1_000));
            record.addAcceleratorMemoryUsedMib(rounded(readings.memoryUsedMebibytes(slot)));
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
                .setTimeToFirstToken(histogram(replica.timeToFirstToken()))
                .setTimePerOutputToken(histogram(replica.timePerOutputToken()))
                .build();
    }

    private static int rounded(double value) {
        return (int) Math.round(value);
    }

    static LatencyHistogram histogram(LatencyCounts counts) {
        LatencyHistogram.Builder histogram = LatencyHistogram.newBuilder();
        if (!counts.isEmpty()) {
            histogram.setFirstBucket(counts.firstBucket());
            for (int bucket = counts.firstBucket(); bucket <= counts.lastBucket(); bucket++) {
                histogram.addCounts(counts.count(bucket));
            }
        }
        return histogram.build();
    }
}
