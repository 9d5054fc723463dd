package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * A fleet made from a seed: two halls, rows of mixed racks under scarce power and cooling, what ran
 * before, racks in every condition, and what is wanted now. What ran was placed by the scheduler
 * while all racks were well; then the world went on.
 *
 * @param demands slots that need a place
 */
record RandomFleet(FleetView view, List<Demand> demands) {

    private static final List<Sku> SKUS =
            List.of(
                    sku("gb300-nvl72"),
                    sku("gb300-nvl72"),
                    sku("vera-rubin-nvl72"),
                    sku("groq3-lpx"));

    RandomFleet {
        demands = List.copyOf(demands);
    }

    private static Sku sku(String name) {
        return SkuCatalogue.builtIn().find(name).orElseThrow();
    }

    /** One of the seed's fleets: few demands placed one by one, or many packed at once. */
    static RandomFleet of(long seed) {
        return seed % 4 == 0 ? new Making(seed, 8, 40).made() : new Making(seed, 4, 6).made();
    }

    /** The same fleet with other demands. */
    RandomFleet wanting(List<Demand> others) {
        return new RandomFleet(view, others);
    }

    /** The same demands, in a fleet seen otherwise. */
    RandomFleet seeing(FleetView otherwise) {
        return new RandomFleet(otherwise, demands);
    }

    /** What the scheduler makes of it. */
    Plan plan() {
        return new FleetPlacer().plan(view, demands);
    }

    /** A tenth more of every budget, and one more rack, empty. */
    RandomFleet withHeadroom() {
        Topology old = view.topology();
        List<RackSpot> spots = new ArrayList<>(old.racks());
        List<RackView> racks = new ArrayList<>(view.racks());
        RackSpot like = spots.getLast();
        RackSpot more =
                new RackSpot(
                        "more",
                        like.sku(),
                        like.hall(),
                        like.row(),
                        like.powerDomain(),
                        like.loop(),
                        like.labels());
        spots.add(more);
        racks.add(Making.well(more));
        List<PowerDomain> domains =
                old.domains().stream()
                        .map(
                                domain ->
                                        new PowerDomain(
                                                domain.name(),
                                                domain.kind(),
                                                domain.parent(),
                                                domain.budgetWatts() * 11 / 10 + more.idleWatts()))
                        .toList();
        List<CoolantLoop> loops =
                old.loops().stream()
                        .map(
                                loop ->
                                        new CoolantLoop(
                                                loop.name(),
                                                loop.heatCapacityWatts() * 11 / 10
                                                        + more.idleWatts()))
                        .toList();
        return new RandomFleet(
                new FleetView(
                        new Topology(domains, loops, spots),
                        racks,
                        view.services(),
                        view.replicas()),
                demands);
    }

    /** The fleet with a plan's placements in it, and what is unplaced still wanted. */
    RandomFleet after(Plan plan) {
        List<Replica> replicas = new ArrayList<>(view.replicas());
        for (Placement placement : plan.placements()) {
            Demand demand = placement.demand();
            String copy = "%s-%d-b".formatted(demand.service().name(), demand.slot());
            replicas.add(replica(view, placement, copy, ReplicaState.SERVING, false));
        }
        return new RandomFleet(
                new FleetView(view.topology(), view.racks(), view.services(), replicas),
                plan.unplaced().stream().map(Unplaced::demand).toList());
    }

    /** One demand alone in the fleet with nothing on it and all racks well. */
    RandomFleet emptied(Demand demand) {
        return new RandomFleet(
                new FleetView(
                        view.topology(),
                        view.topology().racks().stream().map(Making::well).toList(),
                        view.services(),
                        List.of()),
                List.of(demand));
    }

    /** What all that holds a slot is worth. */
    long weightHeld() {
        return weight(view.replicas().stream().filter(r -> r.state().holdsSlot()).toList());
    }

    /** What replicas are worth. */
    long weight(List<Replica> replicas) {
        Map<String, Integer> priority = new HashMap<>();
        view.services().forEach(s -> priority.put(s.name(), s.service().spec().priority()));
        return replicas.stream()
                .mapToLong(
                        replica ->
                                (long) replica.accelerators().size()
                                        << priority.getOrDefault(replica.service(), 0))
                .sum();
    }

    /** What a demand is worth on racks like one. */
    long weight(Demand demand, int rack) {
        long accelerators =
                demand.service().service().spec().shape().parts().stream()
                        .mapToInt(
                                part ->
                                        part.accelerators()
                                                .orElse(view.topology().rack(rack).accelerators()))
                        .sum();
        return accelerators << demand.service().service().spec().priority();
    }

    /** What is wrong with a plan for it. */
    List<String> violations(Plan plan) {
        return PlanVerifier.violations(view, demands, plan);
    }

    /** A placement carried out. */
    static Replica replica(
            FleetView view, Placement placement, String copy, ReplicaState state, boolean leaving) {
        return new Replica(
                Replica.idOf(copy, placement.part()),
                placement.demand().service().name(),
                placement.demand().slot(),
                placement.part(),
                view.topology().rack(placement.rack()).name(),
                AcceleratorSet.of(placement.accelerators()),
                state,
                state == ReplicaState.SERVING,
                leaving,
                placement.plannedWatts(),
                "made so");
    }

    private static final class Making {

        private final Random random;
        private final RandomServices services;
        private final int racksPerRow;
        private final int slotsMost;
        private final double scarcity;
        private final List<ServiceView> wanted = new ArrayList<>();

        Making(long seed, int racksPerRow, int slotsMost) {
            this.random = new Random(seed);
            this.services = new RandomServices(random);
            this.racksPerRow = racksPerRow;
            this.slotsMost = slotsMost;
            this.scarcity = 0.5 + 0.6 * random.nextDouble();
        }

        RandomFleet made() {
            Topology topology = topology();
            int count = 3 + random.nextInt(6);
            for (int at = 0; at < count; at++) {
                wanted.add(services.next("s" + at, 1 + random.nextInt(slotsMost)));
            }
            List<RackView> well = topology.racks().stream().map(Making::well).toList();
            FleetView empty = new FleetView(topology, well, wanted, List.of());
            List<Demand> before = new ArrayList<>();
            for (ServiceView service : wanted) {
                for (int slot = 0; slot < service.wanted(); slot++) {
                    if (random.nextInt(3) > 0) {
                        before.add(new Demand(service, slot));
                    }
                }
            }
            List<Replica> running = running(empty, new FleetPlacer().plan(empty, before));
            List<RackView> racks = topology.racks().stream().map(this::rack).toList();
            FleetView view = new FleetView(topology, racks, wanted, running);
            return new RandomFleet(view, demands(view));
        }

        private Topology topology() {
            List<PowerDomain> domains = new ArrayList<>();
            List<CoolantLoop> loops = new ArrayList<>();
            List<RackSpot> racks = new ArrayList<>();
            domains.add(new PowerDomain("site", DomainKind.SITE, PowerDomain.ROOT, 1));
            for (int hall = 0; hall < 2; hall++) {
                int hallAt = domains.size();
                domains.add(new PowerDomain("hall-" + hall, DomainKind.HALL, 0, 1));
                int rows = 1 + random.nextInt(2);
                for (int row = 0; row < rows; row++) {
                    int rowAt = domains.size();
                    domains.add(
                            new PowerDomain("row-" + hall + "-" + row, DomainKind.ROW, hallAt, 1));
                    for (int rack = 0; rack < racksPerRow; rack++) {
                        if (rack % 3 == 0) {
                            loops.add(new CoolantLoop("loop-" + loops.size(), 1));
                        }
                        racks.add(
                                new RackSpot(
                                        "r" + racks.size(),
                                        SKUS.get(random.nextInt(SKUS.size())),
                                        "h" + hall,
                                        "row-" + row,
                                        rowAt,
                                        loops.size() - 1,
                                        random.nextInt(3) == 0
                                                ? Map.of("tier", "gold")
                                                : Map.of()));
                    }
                }
            }
            return withBudgets(domains, loops, racks);
        }

        /** Budgets that carry all racks at idle and a part of what they may draw beyond. */
        private Topology withBudgets(
                List<PowerDomain> domains, List<CoolantLoop> loops, List<RackSpot> racks) {
            Topology bare = new Topology(domains, loops, racks);
            long[] watts = new long[domains.size()];
            long[] heat = new long[loops.size()];
            double[] share = new double[domains.size()];
            for (int domain = 0; domain < share.length; domain++) {
                share[domain] = scarcity + 0.3 * random.nextDouble();
            }
            for (int rack = 0; rack < racks.size(); rack++) {
                RackSpot spot = racks.get(rack);
                long span = spot.peakWatts() - spot.idleWatts();
                for (int domain : bare.feedsOf(rack)) {
                    watts[domain] += spot.idleWatts() + (long) (share[domain] * span);
                }
                heat[spot.loop()] +=
                        spot.heatOf(
                                spot.idleWatts()
                                        + (long) ((scarcity + 0.3 * random.nextDouble()) * span));
            }
            List<PowerDomain> fed = new ArrayList<>();
            for (int domain = 0; domain < watts.length; domain++) {
                PowerDomain old = domains.get(domain);
                fed.add(new PowerDomain(old.name(), old.kind(), old.parent(), watts[domain]));
            }
            List<CoolantLoop> cooled = new ArrayList<>();
            for (int loop = 0; loop < heat.length; loop++) {
                cooled.add(new CoolantLoop(loops.get(loop).name(), heat[loop]));
            }
            return new Topology(fed, cooled, racks);
        }

        private static RackView well(RackSpot spot) {
            return view(
                    Condition.FRESH,
                    false,
                    false,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Standing.inService(spot));
        }

        private static RackView view(
                Condition condition,
                boolean cordoned,
                boolean draining,
                OptionalLong cap,
                Optional<String> alarm,
                Standing standing) {
            return new RackView(condition, "told so", cordoned, draining, cap, alarm, standing);
        }

        private RackView rack(RackSpot spot) {
            Standing in = Standing.inService(spot);
            OptionalLong none = OptionalLong.empty();
            Optional<String> calm = Optional.empty();
            return switch (random.nextInt(16)) {
                case 0 -> view(Condition.STALE, false, false, none, calm, in);
                case 1 -> view(Condition.FRESH, true, false, none, calm, in);
                case 2 -> view(Condition.FRESH, true, true, none, calm, in);
                case 3 -> view(Condition.LOST, false, false, none, calm, in);
                case 4 -> view(Condition.FRESH, false, false, none, Optional.of("a leak"), in);
                case 5 ->
                        view(
                                Condition.FRESH,
                                false,
                                false,
                                none,
                                calm,
                                new Standing(RackStage.IN_SERVICE, spot.idleWatts(), true, 1));
                case 6 ->
                        view(
                                Condition.FRESH,
                                false,
                                false,
                                none,
                                calm,
                                Standing.at(RackStage.BURNED_IN, spot.peakWatts()));
                case 7 ->
                        view(
                                Condition.FRESH,
                                false,
                                false,
                                OptionalLong.of(
                                        (long) (spot.peakWatts() * (0.4 + random.nextDouble()))),
                                calm,
                                in);
                default -> well(spot);
            };
        }

        /** What was placed, some time later. */
        private List<Replica> running(FleetView view, Plan plan) {
            List<Replica> replicas = new ArrayList<>();
            Map<String, Integer> fates = new HashMap<>();
            for (Placement placement : plan.placements()) {
                Demand demand = placement.demand();
                String copy = "%s-%d-a".formatted(demand.service().name(), demand.slot());
                int fate = fates.computeIfAbsent(copy, ignored -> random.nextInt(10));
                ReplicaState state =
                        switch (fate) {
                            case 0 -> ReplicaState.ASSIGNED;
                            case 1 -> ReplicaState.LOADING;
                            case 2 -> ReplicaState.DRAINING;
                            default -> ReplicaState.SERVING;
                        };
                replicas.add(replica(view, placement, copy, state, fate == 3));
            }
            return replicas;
        }

        /** Slots that nobody holds, and some of those that are held, to be replaced. */
        private List<Demand> demands(FleetView view) {
            Set<String> held = new HashSet<>();
            for (Replica replica : view.replicas()) {
                if (replica.state().holdsSlot()) {
                    held.add(replica.service() + "/" + replica.slot());
                }
            }
            List<Demand> demands = new ArrayList<>();
            for (ServiceView service : view.services()) {
                for (int slot = 0; slot < service.wanted(); slot++) {
                    if (!held.contains(service.name() + "/" + slot) || random.nextInt(12) == 0) {
                        demands.add(new Demand(service, slot));
                    }
                }
            }
            Collections.shuffle(demands, random);
            return demands;
        }
    }
}
