package io.gigafleet.controlplane.operator.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.UnplacedReader.UnplacedSlot;
import io.gigafleet.controlplane.operator.answer.ServiceAnswer.ServiceStatus;
import io.gigafleet.controlplane.operator.answer.ServiceAnswer.UnplacedAnswer;
import io.gigafleet.controlplane.telemetry.FleetTelemetry;
import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.ServiceActivity;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.ManifestWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts together what is wanted, decided and read of services. */
@ApplicationScoped
public class ServiceAnswers {

    private final FleetTelemetry telemetry;
    private final ReplicaAnswers replicaAnswers;
    private final QueueAnswers queue;

    ServiceAnswers(TelemetryIngest ingest, ReplicaAnswers replicaAnswers, QueueAnswers queue) {
        this.telemetry = ingest.fleet();
        this.replicaAnswers = replicaAnswers;
        this.queue = queue;
    }

    /** What each service does now, by name; a service that nobody hears of is missing. */
    public Map<String, ServiceActivity> activities() {
        return telemetry.services();
    }

    /** A service of the picture. */
    public ServiceAnswer service(
            FleetPicture picture,
            DeclaredService declared,
            Map<String, ServiceActivity> activities) {
        ObjectNode manifest = ManifestWriter.toJson(declared.service());
        return new ServiceAnswer(
                manifest.path("apiVersion").asText(),
                manifest.path("kind").asText(),
                manifest.path("metadata"),
                manifest.path("spec"),
                status(picture, declared, activities.get(declared.service().name())));
    }

    private ServiceStatus status(
            FleetPicture picture, DeclaredService declared, @Nullable ServiceActivity activity) {
        String name = declared.service().name();
        List<Replica> replicas = picture.replicasOfService(name);
        Standing standing = standing(picture, declared);
        return new ServiceStatus(
                standing.wanted(),
                standing.placed(),
                standing.serving(),
                standing.satisfied(),
                activity == null ? null : millis(activity.timeToFirstToken(), 0.5),
                activity == null ? null : millis(activity.timeToFirstToken(), 0.95),
                activity == null ? null : millis(activity.timePerOutputToken(), 0.95),
                activity == null ? 0 : activity.outputTokensPerSecond(),
                activity == null ? 0 : activity.requestsPerSecond(),
                activity == null ? 0 : activity.queuedRequests(),
                replicas.stream().mapToLong(Replica::plannedWatts).sum(),
                replicas.stream().map(replica -> replicaAnswers.of(picture, replica)).toList(),
                picture.unplacedOfService(name).stream().map(this::unplaced).toList(),
                queue.ofService(picture, name),
                planned(picture, declared.service()),
                declared.revision());
    }

    private static List<PlannedDrawAnswer> planned(FleetPicture picture, InferenceService service) {
        List<String> skus =
                service.spec().shape().parts().stream()
                        .flatMap(part -> part.skus().stream())
                        .distinct()
                        .toList();
        return PlannedDrawAnswer.of(
                service.spec().power(),
                skus,
                picture.declared().skus(),
                picture.drawsOfService(service.name()));
    }

    /** How many of a service's slots have a place and serve. */
    public record Standing(int wanted, int placed, int serving) {
        public boolean satisfied() {
            return serving >= wanted;
        }
    }

    /** How a service stands; a slot held twice, as during a move, counts once. */
    public static Standing standing(FleetPicture picture, DeclaredService declared) {
        List<Replica> replicas = picture.replicasOfService(declared.service().name());
        // Until autoscale decides, a service has its least number of replicas.
        int wanted = declared.service().spec().replicas().min();
        return new Standing(
                wanted,
                slots(replicas, replica -> replica.state().holdsSlot()),
                slots(replicas, replica -> replica.state() == ReplicaState.SERVING));
    }

    private static int slots(List<Replica> replicas, Predicate<Replica> counted) {
        return (int) replicas.stream().filter(counted).mapToInt(Replica::slot).distinct().count();
    }

    private UnplacedAnswer unplaced(UnplacedSlot slot) {
        return new UnplacedAnswer(
                slot.slot(),
                slot.reason(),
                slot.message(),
                slot.nearestFit(),
                queue.funnel(slot),
                slot.retried(),
                slot.since());
    }

    static @Nullable Double millis(LatencyCounts counts, double share) {
        OptionalDouble millis = counts.percentileMillis(share);
        return millis.isPresent() ? rounded(millis.getAsDouble(), 10) : null;
    }

    /** Rounds to a fraction, since a histogram's percentile is no more exact than that. */
    static double rounded(double value, int fractions) {
        return (double) Math.round(value * fractions) / fractions;
    }
}
