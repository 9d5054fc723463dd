package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.LatencyBuckets;
import io.gigafleet.schemas.v1.ReplicaPhase;
import java.util.Map;
import java.util.function.Consumer;

/** Adds up the activity of one service over racks. */
final class ServiceActivitySum {

    private final String service;
    private final long[] timeToFirstToken = new long[LatencyBuckets.COUNT];
    private final long[] timePerOutputToken = new long[LatencyBuckets.COUNT];
    private int replicasHeard;
    private int replicasServing;
    private double requestsPerSecond;
    private double inputTokensPerSecond;
    private double outputTokensPerSecond;
    private long queuedRequests;
    private long runningRequests;
    private long rejectedLastMinute;

    private ServiceActivitySum(String service) {
        this.service = service;
    }

    /** Adds every replica of a rack to the sum of its service. */
    static void addRack(Map<String, ServiceActivitySum> sums, LiveRack rack, ServiceLookup lookup) {
        for (ReplicaReading replica : rack.latest().replicas()) {
            sumOf(sums, lookup, replica.replicaId(), sum -> sum.addNow(replica));
        }
        ReadingDelta rates = rack.rateSpan();
        for (ReplicaDelta replica : rates.replicas()) {
            sumOf(sums, lookup, replica.replicaId(), sum -> sum.addRates(rates, replica));
        }
        for (ReplicaDelta replica : rack.lastMinute().replicas()) {
            sumOf(sums, lookup, replica.replicaId(), sum -> sum.addLastMinute(replica));
        }
    }

    private static void sumOf(
            Map<String, ServiceActivitySum> sums,
            ServiceLookup lookup,
            String replicaId,
            Consumer<ServiceActivitySum> addition) {
        lookup.serviceOf(replicaId)
                .ifPresent(
                        service ->
                                addition.accept(
                                        sums.computeIfAbsent(service, ServiceActivitySum::new)));
    }

    private void addNow(ReplicaReading replica) {
        replicasHeard++;
        if (replica.phase() == ReplicaPhase.REPLICA_PHASE_SERVING) {
            replicasServing++;
        }
        queuedRequests += replica.queuedRequests();
        runningRequests += replica.runningRequests();
    }

    private void addRates(ReadingDelta rates, ReplicaDelta replica) {
        requestsPerSecond += rates.perSecond(replica.requests());
        inputTokensPerSecond += rates.perSecond(replica.inputTokens());
        outputTokensPerSecond += rates.perSecond(replica.outputTokens());
    }

    private void addLastMinute(ReplicaDelta replica) {
        rejectedLastMinute += replica.rejectedRequests();
        replica.addTimeToFirstTokenTo(timeToFirstToken);
        replica.addTimePerOutputTokenTo(timePerOutputToken);
    }

    ServiceActivity toActivity(long asOfMillis) {
        return new ServiceActivity(
                service,
                asOfMillis,
                replicasHeard,
                replicasServing,
                requestsPerSecond,
                inputTokensPerSecond,
                outputTokensPerSecond,
                queuedRequests,
                runningRequests,
                rejectedLastMinute,
                LatencyCounts.of(0, timeToFirstToken),
                LatencyCounts.of(0, timePerOutputToken));
    }
}
