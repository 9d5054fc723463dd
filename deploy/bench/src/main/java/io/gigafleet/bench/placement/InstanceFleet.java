package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An instance as the control plane would see it: an empty fleet and a demand for each replica. So
 * what is measured is the code that runs live.
 *
 * <p>Budgets get the base load of their racks back, since the live fleet counts it; all heat goes
 * into the loops. A rack's own budget is its SKU's peak, and to the watt: by an operator's cap,
 * since the live fleet leaves room for the rounding of planned watts.
 */
public final class InstanceFleet {

    private final Instance instance;
    private final FleetView view;
    private final List<Demand> demands;

    /** Index of the replica that a demand is for, by deployment's name and slot. */
    private final Map<String, List<Integer>> replicaOfSlot;

    private InstanceFleet(
            Instance instance,
            FleetView view,
            List<Demand> demands,
            Map<String, List<Integer>> replicaOfSlot) {
        this.instance = instance;
        this.view = view;
        this.demands = List.copyOf(demands);
        this.replicaOfSlot = replicaOfSlot;
    }

    /** The fleet of an instance. */
    public static InstanceFleet of(Instance instance) {
        InstanceSkus skus = InstanceSkus.of(instance);
        Map<String, List<Integer>> replicaOfSlot = new HashMap<>();
        for (int replica = 0; replica < instance.replicas().size(); replica++) {
            replicaOfSlot
                    .computeIfAbsent(
                            serviceName(instance.deploymentOf(replica)),
                            ignored -> new ArrayList<>())
                    .add(replica);
        }
        InstanceServices services = new InstanceServices(instance, skus);
        List<ServiceView> views = new ArrayList<>();
        for (int deployment = 0; deployment < instance.deployments().size(); deployment++) {
            String name = serviceName(instance.deployments().get(deployment));
            int wanted = replicaOfSlot.getOrDefault(name, List.of()).size();
            views.add(services.view(name, deployment, wanted));
        }
        List<Demand> demands = new ArrayList<>();
        int[] nextSlot = new int[views.size()];
        for (Replica replica : instance.replicas()) {
            demands.add(
                    new Demand(views.get(replica.deployment()), nextSlot[replica.deployment()]++));
        }
        Topology topology = topology(instance, skus);
        FleetView view =
                new FleetView(
                        topology,
                        topology.racks().stream().map(InstanceFleet::inService).toList(),
                        views.stream().sorted(Comparator.comparing(ServiceView::name)).toList(),
                        List.of());
        return new InstanceFleet(instance, view, demands, replicaOfSlot);
    }

    /** By its id, so that the order of arrival decides nothing. */
    private static String serviceName(Deployment deployment) {
        return "d%07d".formatted(deployment.id());
    }

    private static RackView inService(RackSpot spot) {
        return new RackView(
                Condition.FRESH,
                "",
                false,
                false,
                OptionalLong.of(spot.peakWatts()),
                Optional.empty(),
                Standing.inService(spot));
    }

    /** Power domains keep their index in the instance; CDUs, which come last, become loops. */
    private static Topology topology(Instance instance, InstanceSkus skus) {
        long[] base = new long[instance.domains().size()];
        for (Rack rack : instance.racks()) {
            base[Instance.SITE] += rack.baseWatts();
            base[rack.hall()] += rack.baseWatts();
            base[rack.row()] += rack.baseWatts();
            base[rack.cdu()] += rack.baseWatts();
        }
        List<PowerDomain> domains = new ArrayList<>();
        List<CoolantLoop> loops = new ArrayList<>();
        int[] indexOf = new int[base.length];
        for (int at = 0; at < base.length; at++) {
            Domain domain = instance.domains().get(at);
            long watts = domain.budgetWatts() + base[at];
            String name = name(domain);
            switch (domain.kind()) {
                case SITE ->
                        domains.add(
                                new PowerDomain(name, DomainKind.SITE, PowerDomain.ROOT, watts));
                case HALL ->
                        domains.add(
                                new PowerDomain(
                                        name, DomainKind.HALL, indexOf[domain.parent()], watts));
                case ROW ->
                        domains.add(
                                new PowerDomain(
                                        name, DomainKind.ROW, indexOf[domain.parent()], watts));
                case CDU -> loops.add(new CoolantLoop(name, watts));
            }
            indexOf[at] = domain.kind() == Domain.Kind.CDU ? loops.size() - 1 : domains.size() - 1;
        }
        List<RackSpot> racks = new ArrayList<>();
        for (Rack rack : instance.racks()) {
            racks.add(
                    new RackSpot(
                            "rack-%07d".formatted(racks.size()),
                            skus.of(rack),
                            name(instance.domains().get(rack.hall())),
                            name(instance.domains().get(rack.row())),
                            indexOf[rack.row()],
                            indexOf[rack.cdu()]));
        }
        return new Topology(domains, loops, racks);
    }

    private static String name(Domain domain) {
        return switch (domain.kind()) {
            case SITE -> "site";
            case HALL -> "hall-" + domain.id();
            case ROW -> "row-" + domain.id();
            case CDU -> "cdu-" + domain.id();
        };
    }

    public FleetView view() {
        return view;
    }

    /** One demand per replica, in the order of arrival. */
    public List<Demand> demands() {
        return demands;
    }

    /** The index of the replica that a demand is for. */
    public int replicaOf(Demand demand) {
        return replicaOfSlot.getOrDefault(demand.service().name(), List.of()).get(demand.slot());
    }

    /** What a plan placed. */
    public PlacedReplicas placed(Plan plan) {
        Map<Integer, List<Integer>> racks = new HashMap<>();
        for (Placement placement : plan.placements()) {
            racks.computeIfAbsent(replicaOf(placement.demand()), ignored -> new ArrayList<>())
                    .add(placement.rack());
        }
        PlacedReplicas placed = new PlacedReplicas(instance.replicas().size());
        racks.forEach(placed::place);
        return placed;
    }
}
