package io.gigafleet.controlplane.operator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.control.PlaneConfig;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.UnplacedReader.UnplacedSlot;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.schemas.manifest.InferenceService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the replicas without a place into the order in which places are sought for them. */
@ApplicationScoped
public class QueueAnswers {

    /** Most slots and most services ahead that one entry names. */
    static final int MAX_NAMED = 5;

    private final ObjectMapper json;
    private final Duration cycle;
    private volatile Queue newest = new Queue(null, List.of());

    QueueAnswers(ObjectMapper json, PlaneConfig config) {
        this.json = json;
        this.cycle = config.loop().interval();
    }

    private record Queue(@Nullable FleetPicture picture, List<QueueAnswer> entries) {}

    /** A slot that waits, as the scheduler orders it. */
    private record Waiting(Demand demand, UnplacedSlot slot) {
        Group group() {
            return new Group(slot.service(), slot.reason(), slot.message());
        }
    }

    private record Group(String service, String reason, String message) {}

    /** The places of one service in the queue. */
    List<QueueAnswer> ofService(FleetPicture picture, String service) {
        return picture.unplacedOfService(service).isEmpty()
                ? List.of()
                : queue(picture).stream().filter(entry -> entry.service().equals(service)).toList();
    }

    /** The whole queue, first in line first; put together once for every picture. */
    public List<QueueAnswer> queue(FleetPicture picture) {
        Queue known = newest;
        if (known.picture() != picture) {
            known = new Queue(picture, read(picture));
            newest = known;
        }
        return known.entries();
    }

    private List<QueueAnswer> read(FleetPicture picture) {
        Map<Group, List<Waiting>> groups = new LinkedHashMap<>();
        picture.unplaced().stream()
                .filter(slot -> picture.declared().services().containsKey(slot.service()))
                .map(slot -> new Waiting(demand(picture, slot), slot))
                .sorted(Comparator.comparing(Waiting::demand, Demand.ORDER))
                .forEach(
                        waiting ->
                                groups.computeIfAbsent(
                                                waiting.group(), ignored -> new ArrayList<>())
                                        .add(waiting));
        List<QueueAnswer> queue = new ArrayList<>();
        LinkedHashSet<String> servicesAhead = new LinkedHashSet<>();
        int replicasAhead = 0;
        for (List<Waiting> group : groups.values()) {
            QueueAnswer.Ahead ahead =
                    new QueueAnswer.Ahead(
                            replicasAhead, servicesAhead.stream().limit(MAX_NAMED).toList());
            queue.add(answer(queue.size() + 1, group, ahead));
            replicasAhead += group.size();
            servicesAhead.add(group.getFirst().slot().service());
        }
        return queue;
    }

    private static Demand demand(FleetPicture picture, UnplacedSlot slot) {
        DeclaredService declared = picture.declared().services().get(slot.service());
        if (declared == null) {
            throw new IllegalArgumentException("service " + slot.service() + " is not declared");
        }
        InferenceService service = declared.service();
        return new Demand(
                new ServiceView(service, service.spec().replicas().min(), TenantQuota.of(0)),
                slot.slot());
    }

    private QueueAnswer answer(int position, List<Waiting> group, QueueAnswer.Ahead ahead) {
        UnplacedSlot first = group.getFirst().slot();
        InferenceService.Spec spec = group.getFirst().demand().service().service().spec();
        return new QueueAnswer(
                position,
                first.service(),
                spec.tenant(),
                spec.priority(),
                group.size(),
                group.stream().map(waiting -> waiting.slot().slot()).limit(MAX_NAMED).toList(),
                ShapeWords.of(spec.shape()),
                first.reason(),
                first.message(),
                first.nearestFit(),
                funnel(first),
                first.retried() ? "NOT_NOW" : "NEVER",
                group.stream()
                        .map(waiting -> waiting.slot().since())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                first.retried() ? cycle.toMillis() : null,
                ahead);
    }

    /** Racks considered and rejected by filter, as the ledger has them. */
    JsonNode funnel(UnplacedSlot slot) {
        try {
            return json.readTree(slot.funnel());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the funnel of %s slot %d is not JSON".formatted(slot.service(), slot.slot()),
                    e);
        }
    }
}
