package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.NamedPlant;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedDomain;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedRack;
import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import io.gigafleet.schemas.manifest.Rollout;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.manifest.Tenant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every manifest in force, as of one revision. Immutable; each map is by name.
 *
 * @param revision the specs' revision
 */
public record Declared(
        long revision,
        Optional<Site> site,
        SortedMap<String, Sku> skus,
        SortedMap<String, Tenant> tenants,
        SortedMap<String, StandingRack> racks,
        SortedMap<String, DeclaredService> services,
        SortedMap<String, DeclaredDelivery> deliveries,
        SortedMap<String, DeclaredRollout> rollouts) {

    /** Before anything was applied. */
    public static final Declared NONE =
            new Declared(
                    0,
                    Optional.empty(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap());

    public Declared {
        skus = copy(skus);
        tenants = copy(tenants);
        racks = copy(racks);
        services = copy(services);
        deliveries = copy(deliveries);
        rollouts = copy(rollouts);
    }

    private static <T> SortedMap<String, T> copy(SortedMap<String, T> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /**
     * A rack and what operators have said of it.
     *
     * @param delivery the delivery it came with; empty: it has a manifest of its own
     * @param batch what was built together; empty: not known
     * @param revision the ledger revision that last changed it
     */
    public record StandingRack(
            Rack rack,
            String delivery,
            String batch,
            boolean cordoned,
            boolean draining,
            OptionalLong capWatts,
            long revision) {

        /** What tells it from other racks of its model. */
        public RackIdentity identity() {
            return new RackIdentity(rack.spec().serial(), rack.spec().position(), delivery, batch);
        }

        private static StandingRack fresh(Rack rack, String delivery, String batch, long revision) {
            return new StandingRack(
                    rack, delivery, batch, false, false, OptionalLong.empty(), revision);
        }

        private StandingRack as(Rack next, String nextDelivery, String nextBatch) {
            return new StandingRack(
                    next, nextDelivery, nextBatch, cordoned, draining, capWatts, revision);
        }
    }

    /**
     * A service as it was declared.
     *
     * @param revision the ledger revision that last changed it
     */
    public record DeclaredService(InferenceService service, long revision) {}

    /**
     * A delivery as it was declared; its racks are among the racks too.
     *
     * @param revision the ledger revision that last changed it
     */
    public record DeclaredDelivery(RackDelivery delivery, long revision) {}

    /**
     * A rollout as it was declared, with the orders given for it.
     *
     * @param revision the ledger revision that last changed it
     */
    public record DeclaredRollout(OrderedRollout ordered, long revision) {

        public Rollout rollout() {
            return ordered.rollout();
        }
    }

    /** What an operator wants of one kind and name now, if there is such a thing. */
    public Optional<Manifest> current(Manifest manifest) {
        return switch (manifest) {
            case Site wanted -> site.filter(s -> s.name().equals(wanted.name())).map(s -> s);
            case Sku sku -> Optional.ofNullable(skus.get(sku.name()));
            case Tenant tenant -> Optional.ofNullable(tenants.get(tenant.name()));
            case Rack rack ->
                    Optional.ofNullable(racks.get(rack.name()))
                            .filter(standing -> standing.delivery().isEmpty())
                            .map(StandingRack::rack);
            case InferenceService service ->
                    Optional.ofNullable(services.get(service.name())).map(DeclaredService::service);
            case RackDelivery delivery ->
                    Optional.ofNullable(deliveries.get(delivery.name()))
                            .map(DeclaredDelivery::delivery);
            case Rollout rollout ->
                    Optional.ofNullable(rollouts.get(rollout.name())).map(DeclaredRollout::rollout);
        };
    }

    /** The same at another revision, with these services. */
    Declared at(long nextRevision, SortedMap<String, DeclaredService> nextServices) {
        return new Declared(
                nextRevision, site, skus, tenants, racks, nextServices, deliveries, rollouts);
    }

    /** The same with these manifests in force; what they replace is gone. */
    public Declared with(Collection<? extends Manifest> manifests) {
        Optional<Site> nextSite = site;
        TreeMap<String, Sku> nextSkus = new TreeMap<>(skus);
        TreeMap<String, Tenant> nextTenants = new TreeMap<>(tenants);
        TreeMap<String, StandingRack> nextRacks = new TreeMap<>(racks);
        TreeMap<String, DeclaredService> nextServices = new TreeMap<>(services);
        TreeMap<String, DeclaredDelivery> nextDeliveries = new TreeMap<>(deliveries);
        TreeMap<String, DeclaredRollout> nextRollouts = new TreeMap<>(rollouts);
        for (Manifest manifest : manifests) {
            switch (manifest) {
                case Site applied -> nextSite = Optional.of(applied);
                case Sku sku -> nextSkus.put(sku.name(), sku);
                case Tenant tenant -> nextTenants.put(tenant.name(), tenant);
                case Rack rack ->
                        nextRacks.put(
                                rack.name(), restanding(rack, "", "", nextRacks.get(rack.name())));
                case RackDelivery delivery -> {
                    nextDeliveries.put(delivery.name(), new DeclaredDelivery(delivery, revision));
                    replaceRacks(delivery, nextRacks);
                }
                case Rollout rollout ->
                        nextRollouts.put(
                                rollout.name(),
                                redeclared(rollout, nextRollouts.get(rollout.name())));
                case InferenceService service ->
                        nextServices.put(service.name(), new DeclaredService(service, revision));
            }
        }
        return new Declared(
                revision,
                nextSite,
                nextSkus,
                nextTenants,
                nextRacks,
                nextServices,
                nextDeliveries,
                nextRollouts);
    }

    private void replaceRacks(RackDelivery delivery, Map<String, StandingRack> racks) {
        Map<String, StandingRack> old = new TreeMap<>(racks);
        racks.values().removeIf(standing -> standing.delivery().equals(delivery.name()));
        for (ExpectedRack expected : delivery.spec().racks()) {
            racks.put(
                    expected.name(),
                    restanding(
                            expected.rack(),
                            delivery.name(),
                            expected.batch(),
                            old.get(expected.name())));
        }
    }

    private StandingRack restanding(
            Rack rack, String delivery, String batch, @Nullable StandingRack before) {
        return before == null
                ? StandingRack.fresh(rack, delivery, batch, revision)
                : before.as(rack, delivery, batch);
    }

    private DeclaredRollout redeclared(Rollout rollout, @Nullable DeclaredRollout before) {
        return before == null
                ? new DeclaredRollout(
                        new OrderedRollout(rollout, OrderedRollout.Orders.NONE, Map.of()), revision)
                : new DeclaredRollout(
                        new OrderedRollout(
                                rollout, before.ordered().orders(), before.ordered().racks()),
                        before.revision());
    }

    /** What tells the racks of {@link #topology()} apart, by their index there. */
    public List<RackIdentity> identities() {
        return racks.values().stream().map(StandingRack::identity).toList();
    }

    /**
     * The plant as decisions see it: domains and loops in the site's order, racks by name.
     *
     * @throws IllegalArgumentException if a rack or a domain refers to something that is not there
     */
    public Topology topology() {
        return new NamedPlant(
                        site.map(s -> s.spec().domains()).orElse(List.of()).stream()
                                .map(
                                        domain ->
                                                new NamedDomain(
                                                        domain.name(),
                                                        domain.kind(),
                                                        domain.parent(),
                                                        domain.continuousWatts(),
                                                        domain.failoverWatts()
                                                                .orElse(domain.continuousWatts())))
                                .toList(),
                        site.map(s -> s.spec().loops()).orElse(List.of()).stream()
                                .map(loop -> new CoolantLoop(loop.name(), loop.heatCapacityWatts()))
                                .toList(),
                        racks.values().stream().map(this::namedRack).toList())
                .topology();
    }

    private NamedRack namedRack(StandingRack standing) {
        Rack.Spec spec = standing.rack().spec();
        return new NamedRack(
                standing.rack().name(),
                Objects.requireNonNull(skus.get(spec.sku()), spec.sku()),
                spec.hall(),
                spec.row(),
                spec.powerDomain(),
                spec.coolantLoop(),
                labels(standing.rack()));
    }

    private Map<String, String> labels(Rack rack) {
        Map<String, String> own = rack.metadata().labels();
        return site.flatMap(s -> s.spec().hallNamed(rack.spec().hall()))
                .map(hall -> hall.labelsOf(rack.spec().row(), own))
                .orElse(own);
    }
}
