package io.gigafleet.controlplane.operator.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.operator.apply.Applier;
import io.gigafleet.controlplane.operator.apply.ServiceReferences;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestProblem;
import io.gigafleet.schemas.manifest.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Services that are supposed to be wanted. */
final class SupposedServices {

    /** Most replicas a service is supposed to have. */
    static final int MAX_REPLICAS = 1_000_000;

    private final Declared declared;
    private final FleetView now;
    private final Map<String, ServiceView> views = new TreeMap<>();

    SupposedServices(Declared declared, FleetView now) {
        this.declared = declared;
        this.now = now;
    }

    /** All of them, by name. */
    List<ServiceView> views() {
        return List.copyOf(views.values());
    }

    /** A manifest, or the name of a known service and how many replicas it has then. */
    void add(String field, JsonNode service) {
        if (service.has("kind")) {
            addManifests(service.toString());
            return;
        }
        String name = Supposition.required(field + ".name", service.path("name").textValue());
        ServiceView known =
                now.services().stream()
                        .filter(view -> view.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Supposition.unknown(
                                                field + ".name",
                                                "service",
                                                name,
                                                declared.services().keySet()));
        JsonNode replicas = service.path("replicas");
        if (!replicas.canConvertToInt()
                || !replicas.isIntegralNumber()
                || replicas.intValue() < 0
                || replicas.intValue() > MAX_REPLICAS) {
            throw Refusal.ofField(
                    field + ".replicas",
                    replicas.isMissingNode() ? "it is missing" : replicas + " is no number of them",
                    "write a whole number from 0 to " + MAX_REPLICAS);
        }
        views.put(
                name,
                new ServiceView(
                        known.service(), replicas.intValue(), known.quota(), known.planned()));
    }

    /** Services as manifests. Whether they could ever fit is part of the answer. */
    void addManifests(String text) {
        List<Located<Manifest>> manifests = Applier.read(text);
        List<ManifestProblem> problems = new ArrayList<>();
        for (Located<Manifest> at : manifests) {
            if (at.manifest() instanceof InferenceService service) {
                List<ManifestProblem> ofService = ServiceReferences.problems(declared, at, service);
                problems.addAll(ofService);
                if (ofService.isEmpty()) {
                    views.put(service.name(), view(service));
                }
            } else {
                problems.add(
                        at.problem(
                                "kind",
                                "a what-if places services, and this is a " + at.manifest().kind(),
                                "leave it out; racks and budgets have fields of their own"));
            }
        }
        if (!problems.isEmpty()) {
            throw Refusal.ofManifests(problems);
        }
    }

    private ServiceView view(InferenceService service) {
        Optional<Tenant> tenant =
                Optional.ofNullable(declared.tenants().get(service.spec().tenant()));
        TenantQuota quota =
                tenant.map(
                                known ->
                                        new TenantQuota(
                                                known.spec().acceleratorQuota(),
                                                known.spec().borrowLimit()))
                        .orElse(TenantQuota.of(0));
        int wanted = service.spec().replicas().min();
        return now.services().stream()
                .filter(known -> known.name().equals(service.name()))
                .filter(known -> known.service().spec().power().equals(service.spec().power()))
                .findFirst()
                .map(known -> new ServiceView(service, wanted, quota, known.planned()))
                .orElseGet(() -> new ServiceView(service, wanted, quota));
    }
}
