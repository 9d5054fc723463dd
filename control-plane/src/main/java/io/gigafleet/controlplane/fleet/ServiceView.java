package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.InferenceService;

/**
 * A service and how many replicas it should have now.
 *
 * @param tenantQuota accelerators the service's tenant may hold
 */
public record ServiceView(InferenceService service, int wanted, int tenantQuota) {

    public String name() {
        return service.name();
    }
}
