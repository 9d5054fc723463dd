package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.manifest.Sku;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A small site to tell stories about: one hall, rows of racks, a site domain, one domain a row, one
 * coolant loop for every two racks. Racks are named r0, r1, …
 */
public final class TestFleet {

    public static final Sku GB300 = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();

    private int rows = 1;
    private int racksPerRow = 4;
    private long siteWatts = 10_000_000;
    private long rowWatts = 10_000_000;
    private long loopHeatWatts = 10_000_000;
    private final List<RackView> racks = new ArrayList<>();
    private final List<ServiceView> services = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();

    public TestFleet rows(int count, int racksEach) {
        rows = count;
        racksPerRow = racksEach;
        return this;
    }

    public TestFleet siteWatts(long watts) {
        siteWatts = watts;
        return this;
    }

    public TestFleet rowWatts(long watts) {
        rowWatts = watts;
        return this;
    }

    public TestFleet loopHeatWatts(long watts) {
        loopHeatWatts = watts;
        return this;
    }

    /** Replaces the view of one rack; all others are fresh and ready. */
    public TestFleet rack(int rack, RackView view) {
        while (racks.size() <= rack) {
            racks.add(ready());
        }
        racks.set(rack, view);
        return this;
    }

    public TestFleet service(ServiceView service) {
        services.add(service);
        return this;
    }

    public TestFleet replica(Replica replica) {
        replicas.add(replica);
        return this;
    }

    public Topology topology() {
        List<PowerDomain> domains = new ArrayList<>();
        domains.add(new PowerDomain("site", DomainKind.SITE, PowerDomain.ROOT, siteWatts));
        List<CoolantLoop> loops = new ArrayList<>();
        List<RackSpot> spots = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            domains.add(new PowerDomain("row-" + row, DomainKind.ROW, 0, rowWatts));
            for (int at = 0; at < racksPerRow; at++) {
                int rack = row * racksPerRow + at;
                if (rack % 2 == 0) {
                    loops.add(new CoolantLoop("loop-" + rack / 2, loopHeatWatts));
                }
                spots.add(new RackSpot("r" + rack, GB300, "h1", "row-" + row, row + 1, rack / 2));
            }
        }
        return new Topology(domains, loops, spots);
    }

    /** What is written on the racks: serial numbers s0, s1, …, each with a manifest of its own. */
    public static List<RackIdentity> identities(Topology topology) {
        return IntStream.range(0, topology.rackCount())
                .mapToObj(rack -> new RackIdentity("s" + rack, rack + 1, "", ""))
                .toList();
    }

    public FleetView view() {
        Topology topology = topology();
        List<RackView> all = new ArrayList<>(racks);
        while (all.size() < topology.rackCount()) {
            all.add(ready());
        }
        return new FleetView(topology, all, services, replicas);
    }

    public static RackView ready() {
        return rackView(Condition.FRESH, false, false);
    }

    /** The rack with some accelerators dead. */
    public static RackView withDead(RackView rack, AcceleratorSet dead) {
        return new RackView(
                rack.condition(),
                rack.conditionCause(),
                rack.cordoned(),
                rack.draining(),
                rack.operatorCapWatts(),
                rack.alarm(),
                rack.standing(),
                dead);
    }

    public static RackView rackView(Condition condition, boolean cordoned, boolean draining) {
        return rackView(
                condition,
                cordoned,
                draining,
                Standing.at(RackStage.IN_SERVICE, GB300.spec().power().idleWatts()));
    }

    public static RackView rackView(
            Condition condition, boolean cordoned, boolean draining, Standing standing) {
        return new RackView(
                condition,
                "told so",
                cordoned,
                draining,
                OptionalLong.empty(),
                Optional.empty(),
                standing);
    }

    /**
     * A service of {@code wanted} replicas with this many accelerators each, at nameplate power.
     */
    public static ServiceView service(String name, int accelerators, int wanted, int priority) {
        return service(name, accelerators, wanted, priority, OptionalInt.empty(), 1_000_000);
    }

    public static ServiceView service(
            String name,
            int accelerators,
            int wanted,
            int priority,
            OptionalInt maxPerRow,
            int quota) {
        return service(
                name,
                new InferenceService.Shape(accelerators, List.of("gb300-nvl72")),
                wanted,
                priority,
                maxPerRow,
                quota);
    }

    /** A service whose replicas are gangs of so many whole racks. */
    public static ServiceView gang(String name, int racks, int wanted, int priority) {
        return service(
                name,
                InferenceService.Shape.ofRacks(racks, List.of("gb300-nvl72")),
                wanted,
                priority,
                OptionalInt.empty(),
                1_000_000);
    }

    /** A service of prefill and decode parts of eight accelerators each. */
    public static ServiceView pools(String name, int prefill, int decode, int wanted) {
        return service(
                name,
                InferenceService.Shape.ofPools(
                        new InferenceService.Pools(
                                new InferenceService.Pool(prefill, 8, List.of()),
                                new InferenceService.Pool(decode, 8, List.of()))),
                wanted,
                1,
                OptionalInt.empty(),
                1_000_000);
    }

    private static ServiceView service(
            String name,
            InferenceService.Shape shape,
            int wanted,
            int priority,
            OptionalInt maxPerRow,
            int quota) {
        return new ServiceView(
                new InferenceService(
                        Metadata.named(name),
                        new InferenceService.Spec(
                                "acme",
                                new InferenceService.Model(
                                        "test-70b",
                                        70e9,
                                        70e9,
                                        InferenceService.Precision.FP8,
                                        8192),
                                new InferenceService.Replicas(wanted, wanted),
                                shape,
                                InferenceService.Power.NAMEPLATE,
                                priority,
                                false,
                                new InferenceService.Placement(List.of(), maxPerRow),
                                new InferenceService.Slo(
                                        Duration.ofMillis(500), Duration.ofMillis(40)),
                                new InferenceService.Traffic("test"))),
                wanted,
                TenantQuota.of(quota));
    }

    /** The same service of another tenant. */
    public static ServiceView ofTenant(String tenant, TenantQuota quota, ServiceView service) {
        InferenceService.Spec spec = service.service().spec();
        return new ServiceView(
                new InferenceService(
                        service.service().metadata(),
                        new InferenceService.Spec(
                                tenant,
                                spec.model(),
                                spec.replicas(),
                                spec.shape(),
                                spec.power(),
                                spec.priority(),
                                spec.preemptible(),
                                spec.gracePeriod(),
                                spec.placement(),
                                spec.slo(),
                                spec.traffic())),
                service.wanted(),
                quota);
    }

    /** The same service, which gives up its place for others. */
    public static ServiceView preemptible(ServiceView service) {
        InferenceService.Spec spec = service.service().spec();
        return new ServiceView(
                new InferenceService(
                        service.service().metadata(),
                        new InferenceService.Spec(
                                spec.tenant(),
                                spec.model(),
                                spec.replicas(),
                                spec.shape(),
                                spec.power(),
                                spec.priority(),
                                true,
                                spec.gracePeriod(),
                                spec.placement(),
                                spec.slo(),
                                spec.traffic())),
                service.wanted(),
                service.quota());
    }

    /** A part of a copy, on a rack's first accelerators. */
    public static Replica part(
            ServiceView service, int slot, String copy, int part, int rack, ReplicaState state) {
        int accelerators =
                service.service()
                        .spec()
                        .shape()
                        .parts()
                        .get(part)
                        .accelerators()
                        .orElse(GB300.spec().accelerators());
        return new Replica(
                Replica.idOf(copy, part),
                service.name(),
                slot,
                part,
                "r" + rack,
                AcceleratorSet.range(0, accelerators),
                state,
                state == ReplicaState.SERVING,
                false,
                service.planned().aboveIdle(GB300, accelerators),
                "test");
    }

    /** A replica on the first {@code accelerators} accelerators of a rack from {@code first} on. */
    public static Replica replica(
            ServiceView service, int slot, int rack, int first, ReplicaState state) {
        int accelerators = service.service().spec().shape().accelerators();
        return new Replica(
                service.name() + "-" + slot + "-on-r" + rack,
                service.name(),
                slot,
                "r" + rack,
                IntStream.range(first, first + accelerators).boxed().toList(),
                state,
                state == ReplicaState.SERVING,
                service.planned().aboveIdle(GB300, accelerators),
                "test");
    }
}
