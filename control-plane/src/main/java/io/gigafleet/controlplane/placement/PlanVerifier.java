package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recomputes every mandatory constraint of a plan from the view alone. It shares no running totals
 * with any placer, so that a forgotten reservation there is found here, before the commit.
 */
public final class PlanVerifier {

    private final FleetView view;
    private final Topology topology;
    private final List<String> violations = new ArrayList<>();

    private PlanVerifier(FleetView view) {
        this.view = view;
        this.topology = view.topology();
    }

    /** What the plan violates, one sentence each; empty means that it may be committed. */
    public static List<String> violations(FleetView view, Plan plan) {
        PlanVerifier verifier = new PlanVerifier(view);
        plan.placements().forEach(verifier::checkRack);
        verifier.checkAccelerators(plan);
        verifier.checkWatts(plan);
        verifier.checkSpreadAndQuota(plan);
        return List.copyOf(verifier.violations);
    }

    private void checkRack(Placement placement) {
        RackSpot spot = topology.rack(placement.rack());
        InferenceService.Spec spec = placement.demand().service().service().spec();
        require(
                view.rack(placement.rack()).acceptsReplicas(),
                placement,
                "its rack takes no replicas");
        require(
                spec.shape().skus().isEmpty() || spec.shape().skus().contains(spot.sku().name()),
                placement,
                "SKU " + spot.sku().name() + " is not allowed");
        require(
                spec.placement().halls().isEmpty()
                        || spec.placement().halls().contains(spot.hall()),
                placement,
                "hall " + spot.hall() + " is not allowed");
        require(
                placement.accelerators().size() <= spot.sku().spec().scaleUpDomain(),
                placement,
                "it is larger than the scale-up domain");
        require(
                spec.model().weightBytes()
                        < spot.sku().spec().usableMemoryBytes(placement.accelerators().size()),
                placement,
                "its weights do not fit in memory");
        require(
                placement.plannedWatts()
                        >= placement
                                .demand()
                                .service()
                                .planned()
                                .aboveIdle(spot.sku(), placement.accelerators().size()),
                placement,
                "its watts are understated");
    }

    private void checkAccelerators(Plan plan) {
        Map<String, Set<Integer>> held = new HashMap<>();
        for (Replica replica : view.replicas()) {
            held.computeIfAbsent(replica.rack(), ignored -> new HashSet<>())
                    .addAll(replica.accelerators());
        }
        for (Placement placement : plan.placements()) {
            RackSpot spot = topology.rack(placement.rack());
            Set<Integer> taken = held.computeIfAbsent(spot.name(), ignored -> new HashSet<>());
            for (int accelerator : placement.accelerators()) {
                require(
                        accelerator >= 0 && accelerator < spot.accelerators(),
                        placement,
                        "accelerator " + accelerator + " does not exist");
                require(
                        taken.add(accelerator),
                        placement,
                        "accelerator " + accelerator + " is taken");
            }
        }
    }

    private void checkWatts(Plan plan) {
        long[] rackWatts = new long[topology.rackCount()];
        for (int rack = 0; rack < rackWatts.length; rack++) {
            rackWatts[rack] = topology.rack(rack).idleWatts();
        }
        for (Replica replica : view.replicas()) {
            topology.rackNamed(replica.rack())
                    .ifPresent(rack -> rackWatts[rack] += replica.plannedWatts());
        }
        Set<Integer> changed = new HashSet<>();
        for (Placement placement : plan.placements()) {
            rackWatts[placement.rack()] += placement.plannedWatts();
            changed.add(placement.rack());
        }
        for (int domain = 0; domain < topology.domains().size(); domain++) {
            long committed = 0;
            boolean touched = false;
            for (int rack = 0; rack < rackWatts.length; rack++) {
                if (topology.feeds(domain, rack)) {
                    committed += rackWatts[rack];
                    touched |= changed.contains(rack);
                }
            }
            long budget = topology.domain(domain).budgetWatts();
            if (touched && committed > budget) {
                violations.add(
                        "power domain %s: %d W committed, budget %d W"
                                .formatted(topology.domain(domain).name(), committed, budget));
            }
        }
        for (int loop = 0; loop < topology.loops().size(); loop++) {
            long heat = 0;
            boolean touched = false;
            for (int rack = 0; rack < rackWatts.length; rack++) {
                if (topology.rack(rack).loop() == loop) {
                    heat += topology.rack(rack).heatOf(rackWatts[rack]);
                    touched |= changed.contains(rack);
                }
            }
            long capacity = topology.loop(loop).heatCapacityWatts();
            if (touched && heat > capacity) {
                violations.add(
                        "coolant loop %s: %d W of heat committed, capacity %d W"
                                .formatted(topology.loop(loop).name(), heat, capacity));
            }
        }
    }

    /** Spread and quota count slots: a slot that is being replaced counts once. */
    private void checkSpreadAndQuota(Plan plan) {
        Map<String, Set<String>> slotsInRow = new HashMap<>();
        Map<String, Map<String, Integer>> slotsOfTenant = new HashMap<>();
        Map<String, Long> heldByTenant = new HashMap<>();
        Map<String, String> tenants = new HashMap<>();
        view.services().forEach(s -> tenants.put(s.name(), s.service().spec().tenant()));
        for (Replica replica : view.replicas()) {
            String tenant = tenants.get(replica.service());
            if (replica.state().holdsSlot() && tenant != null) {
                String slot = replica.service() + " slot " + replica.slot();
                topology.rackNamed(replica.rack())
                        .ifPresent(rack -> add(slotsInRow, replica.service(), rack, slot));
                hold(slotsOfTenant, heldByTenant, tenant, slot, replica.accelerators().size());
            }
        }
        for (Placement placement : plan.placements()) {
            InferenceService.Spec spec = placement.demand().service().service().spec();
            String service = placement.demand().service().name();
            String slot = service + " slot " + placement.demand().slot();
            int inRow = add(slotsInRow, service, placement.rack(), slot);
            require(
                    inRow <= spec.placement().maxPerRow().orElse(Integer.MAX_VALUE),
                    placement,
                    "its row then holds " + inRow + " replicas");
            long accelerators =
                    hold(
                            slotsOfTenant,
                            heldByTenant,
                            spec.tenant(),
                            slot,
                            placement.accelerators().size());
            require(
                    accelerators <= placement.demand().service().quota().most(),
                    placement,
                    "tenant " + spec.tenant() + " then holds " + accelerators + " accelerators");
        }
    }

    private static long hold(
            Map<String, Map<String, Integer>> slotsOfTenant,
            Map<String, Long> heldByTenant,
            String tenant,
            String slot,
            int accelerators) {
        Integer before =
                slotsOfTenant
                        .computeIfAbsent(tenant, ignored -> new HashMap<>())
                        .put(slot, accelerators);
        return heldByTenant.merge(
                tenant, (long) accelerators - (before == null ? 0 : before), Long::sum);
    }

    private int add(Map<String, Set<String>> slotsInRow, String service, int rack, String slot) {
        Set<String> slots =
                slotsInRow.computeIfAbsent(
                        service + " in " + topology.rack(rack).row(), ignored -> new HashSet<>());
        slots.add(slot);
        return slots.size();
    }

    private void require(boolean holds, Placement placement, String violation) {
        if (!holds) {
            violations.add(
                    "%s slot %d on %s: %s"
                            .formatted(
                                    placement.demand().service().name(),
                                    placement.demand().slot(),
                                    topology.rack(placement.rack()).name(),
                                    violation));
        }
    }
}
