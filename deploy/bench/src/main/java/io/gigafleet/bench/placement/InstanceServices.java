package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Turns the deployments of an instance into services. */
final class InstanceServices {

    private final Instance instance;
    private final InstanceSkus skus;

    InstanceServices(Instance instance, InstanceSkus skus) {
        this.instance = instance;
        this.skus = skus;
    }

    /** A deployment as a service that wants so many replicas. */
    ServiceView view(String name, int index, int wanted) {
        Deployment deployment = instance.deployments().get(index);
        Tenant tenant = instance.tenants().get(deployment.tenant());
        InferenceService.Spec spec =
                new InferenceService.Spec(
                        "tenant-" + tenant.id(),
                        new InferenceService.Model(
                                deployment.model(), 1, 1, InferenceService.Precision.FP8, 1),
                        new InferenceService.Replicas(wanted, wanted),
                        shape(deployment),
                        InferenceService.Power.NAMEPLATE,
                        deployment.priority(),
                        true,
                        new InferenceService.Placement(
                                List.of(), OptionalInt.of(deployment.maxPerRow())),
                        new InferenceService.Slo(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        new InferenceService.Traffic(deployment.model()));
        return new ServiceView(
                new InferenceService(new Metadata(name, Map.of()), spec),
                wanted,
                new TenantQuota(tenant.quota(), tenant.borrow()),
                skus.planned(deployment));
    }

    private InferenceService.Shape shape(Deployment deployment) {
        List<String> allowed = skus.named(deployment.requiredSku());
        return deployment.isGang()
                ? InferenceService.Shape.ofRacks(deployment.racks(), allowed)
                : new InferenceService.Shape(deployment.accelerators(), allowed);
    }
}
