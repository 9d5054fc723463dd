package io.gigafleet.controlplane.telemetry;

import io.gigafleet.schemas.v1.ReplicaPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Adds up over racks what each service does now. */
final class ServiceActivities {

    private static final ServiceSum NOTHING = new ServiceSum();

    /** Sums of one service. */
    private static final class Now {
        int replicasHeard;
        int replicasServing;
        double requestsPerSecond;
        double inputTokensPerSecond;
        double outputTokensPerSecond;
        long queuedRequests;
        long runningRequests;

        void add(DecodedReplica replica, ReplicaDelta rate, long rateMillis) {
            replicasHeard++;
            if (replica.phase == ReplicaPhase.REPLICA_PHASE_SERVING) {
                replicasServing++;
            }
            queuedRequests += replica.queuedRequests;
            runningRequests += replica.runningRequests;
            requestsPerSecond += ReadingDelta.perSecond(rate.requests(), rateMillis);
            inputTokensPerSecond += ReadingDelta.perSecond(rate.inputTokens(), rateMillis);
            outputTokensPerSecond += ReadingDelta.perSecond(rate.outputTokens(), rateMillis);
        }
    }

    private final WireReader in = new WireReader();
    private final List<DecodedReplica> replicas = new ArrayList<>();
    private final ServiceNames names;
    private final TreeMap<Integer, Now> byService = new TreeMap<>();

    ServiceActivities(ServiceNames names) {
        this.names = names;
    }

    void add(RackTrack rack) {
        KeptReplicas kept = rack.replicas();
        kept.readInto(in, replicas);
        for (int index = 0; index < kept.count(); index++) {
            DecodedReplica replica = replicas.get(index);
            int service = kept.service(index, replica, names);
            if (service != ServiceNames.UNKNOWN) {
                byService
                        .computeIfAbsent(service, ignored -> new Now())
                        .add(replica, kept.rate(index, ""), kept.rateMillis());
            }
        }
    }

    List<ServiceActivity> toList(long asOfMillis, ServiceSums lastMinute) {
        List<ServiceActivity> activities = new ArrayList<>();
        byService.forEach(
                (service, now) -> {
                    ServiceSum minute = lastMinute.find(service).orElse(NOTHING);
                    activities.add(
                            new ServiceActivity(
                                    names.name(service),
                                    asOfMillis,
                                    now.replicasHeard,
                                    now.replicasServing,
                                    now.requestsPerSecond,
                                    now.inputTokensPerSecond,
                                    now.outputTokensPerSecond,
                                    now.queuedRequests,
                                    now.runningRequests,
                                    minute.rejectedRequests(),
                                    minute.timeToFirstToken(),
                                    minute.timePerOutputToken()));
                });
        return activities;
    }
}
