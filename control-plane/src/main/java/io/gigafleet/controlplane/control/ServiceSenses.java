package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.Attainment;
import io.gigafleet.controlplane.telemetry.ServiceActivity;
import io.gigafleet.controlplane.telemetry.ServiceLookup;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

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
    private ServiceLookup lookup = replica -> Optional.empty();
    private Map<String, Attainment> attainments = Map.of();
    private long readAtMillis;

    ServiceSenses(TelemetryIngest ingest) {
        this.ingest = ingest;
    }

    /**
     * Takes over which replica is whose.
     *
     * @param services by replica
     */
    void useDirectory(Map<String, String> services) {
        Map<String, String> directory = Map.copyOf(services);
        lookup = replica -> Optional.ofNullable(directory.get(replica));
        ingest.useServices(lookup);
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
        SortedMap<String, ServiceActivity> activities = ingest.fleet().services(lookup);
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
