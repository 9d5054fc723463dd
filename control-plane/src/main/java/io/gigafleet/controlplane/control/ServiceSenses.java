package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.Attainment;
import io.gigafleet.controlplane.telemetry.ServiceActivity;
import io.gigafleet.controlplane.telemetry.ServiceLookup;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which replica is whose, and how services keep their promises. The loop's one thread uses
 * it.
 */
@ApplicationScoped
class ServiceSenses {

    /**
     * Summing up half a million replicas' histograms is worth doing once a second, not each cycle.
     */
    private static final long EVERY_MILLIS = 1_000;

    private final TelemetryIngest ingest;
    private final Map<String, String> directory = new ConcurrentHashMap<>();
    private final ServiceLookup lookup = replica -> Optional.ofNullable(directory.get(replica));
    private Map<String, Attainment> attainments = Map.of();
    private long readAtMillis;

    ServiceSenses(TelemetryIngest ingest) {
        this.ingest = ingest;
    }

    /** Forgets whose replicas were whose, and takes over these. */
    void useDirectory(List<Replica> replicas) {
        Set<String> known = new HashSet<>();
        for (Replica replica : replicas) {
            directory.put(replica.id(), replica.service());
            known.add(replica.id());
        }
        directory.keySet().retainAll(known);
        ingest.useServices(lookup);
    }

    /** Takes over what became of some replicas. */
    void noteChanged(List<Replica> changed) {
        for (Replica replica : changed) {
            if (replica.state() == ReplicaState.STOPPED) {
                directory.remove(replica.id());
            } else {
                directory.put(replica.id(), replica.service());
            }
        }
    }

    /**
     * How each service keeps its time to first token; empty while no rollout asks.
     *
     * @param rollsOut whether some rollout is not finished
     */
    Map<String, Attainment> attainments(Specs specs, boolean rollsOut, long nowMillis) {
        if (!rollsOut) {
            return Map.of();
        }
        if (nowMillis - readAtMillis >= EVERY_MILLIS) {
            attainments = read(specs);
            readAtMillis = nowMillis;
        }
        return attainments;
    }

    private Map<String, Attainment> read(Specs specs) {
        SortedMap<String, ServiceActivity> activities = ingest.fleet().services();
        Map<String, Attainment> read = new HashMap<>();
        for (ServiceView service : specs.services()) {
            ServiceActivity activity = activities.get(service.name());
            double targetMillis = service.service().spec().slo().ttftP95().toMillis();
            read.put(
                    service.name(),
                    activity == null
                            ? new Attainment(0, 0, service.wanted() == 0)
                            : new Attainment(
                                    activity.timeToFirstToken().total(),
                                    activity.timeToFirstToken().shareWithin(targetMillis).orElse(0),
                                    activity.replicasServing() >= service.wanted()));
        }
        return read;
    }
}
