package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.placement.Placement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No tenant that gets more comes to hold more than it may. A slot that is replaced counts once. */
final class Quotas {

    private Quotas() {}

    static void check(Proposal proposal, Violations found) {
        Map<Tenant, Long> before = new HashMap<>();
        proposal.services().tenants().forEach(tenant -> before.put(tenant, tenant.held()));
        proposal.arrivals().forEach(Quotas::hold);
        for (Tenant tenant : proposal.services().tenants()) {
            if (tenant.held() > tenant.most() && tenant.held() > before.getOrDefault(tenant, 0L)) {
                found.add(
                        "tenant %s then holds %d accelerators, and may hold %d"
                                .formatted(tenant.name(), tenant.held(), tenant.most()));
            }
        }
    }

    private static void hold(Service service, List<Placement> placements) {
        if (service.parts().size() == 1) {
            for (Placement placement : placements) {
                service.replace(placement.demand().slot(), placement.acceleratorSet().size());
            }
            return;
        }
        Map<Integer, Integer> bySlot = new HashMap<>();
        for (Placement placement : placements) {
            bySlot.merge(
                    placement.demand().slot(), placement.acceleratorSet().size(), Integer::sum);
        }
        bySlot.forEach(service::replace);
    }
}
