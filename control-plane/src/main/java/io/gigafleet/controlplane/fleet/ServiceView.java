package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.InferenceService;

/**
 * A service and how many replicas it should have now.
 *
 * @param quota what the service's tenant may hold
 * @param planned the draw to plan with
 */
public record ServiceView(
        InferenceService service, int wanted, TenantQuota quota, PlannedWatts planned) {

    /** A service planned with what its manifest declares. */
    public ServiceView(InferenceService service, int wanted, TenantQuota quota) {
        this(service, wanted, quota, new PlannedWatts.Declared(service.spec().power()));
    }

    public String name() {
        return service.name();
    }
}
