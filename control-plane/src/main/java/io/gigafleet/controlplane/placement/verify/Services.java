package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.placement.Demand;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services that a view and its demands name, and what their slots hold before the plan. */
final class Services {

    private final Map<String, Service> byName = new HashMap<>();
    private final Map<String, Tenant> tenants = new HashMap<>();
    private Optional<Service> last = Optional.empty();

    /** A demand's service is as the demand says, even where the view knows it otherwise. */
    Services(FleetView view, List<Demand> demands) {
        view.services().forEach(this::add);
        for (Demand demand : demands) {
            of(demand).demand(demand.slot());
        }
        Optional<Service> holder = Optional.empty();
        for (Replica replica : view.replicas()) {
            if (replica.state().holdsSlot()
                    && view.topology().rackNamed(replica.rack()).isPresent()) {
                if (holder.isEmpty() || !holder.get().name().equals(replica.service())) {
                    holder = named(replica.service());
                }
                holder.ifPresent(service -> service.hold(replica));
            }
        }
        byName.values().forEach(Service::settle);
    }

    private Service add(ServiceView view) {
        String tenantName = view.service().spec().tenant();
        Tenant tenant = tenants.computeIfAbsent(tenantName, Tenant::new);
        tenant.limit(view.quota());
        Service service = new Service(view, tenant);
        byName.put(view.name(), service);
        return service;
    }

    /** The service of a demand. Demands of one service mostly follow each other. */
    Service of(Demand demand) {
        ServiceView view = demand.service();
        if (last.isPresent() && last.get().isSame(view)) {
            return last.get();
        }
        Service known = byName.get(view.name());
        Service found = known != null && known.isOf(view) ? known : add(view);
        last = Optional.of(found);
        return found;
    }

    /** The service of that name; nothing if it was deleted. */
    Optional<Service> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<Service> all() {
        return byName.values();
    }

    Collection<Tenant> tenants() {
        return tenants.values();
    }
}
