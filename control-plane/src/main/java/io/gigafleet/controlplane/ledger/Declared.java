package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.NamedPlant;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedDomain;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedRack;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.manifest.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
        SortedMap<String, DeclaredService> services) {

    /** Before anything was applied. */
    public static final Declared NONE =
            new Declared(
                    0,
                    Optional.empty(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap());

    public Declared {
        skus = Collections.unmodifiableSortedMap(new TreeMap<>(skus));
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        racks = Collections.unmodifiableSortedMap(new TreeMap<>(racks));
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /**
     * A rack and what operators have said of it.
     *
     * @param revision the ledger revision that last changed it
     */
    public record StandingRack(
            Rack rack, boolean cordoned, boolean draining, OptionalLong capWatts, long revision) {}

    /**
     * A service as it was declared.
     *
     * @param revision the ledger revision that last changed it
     */
    public record DeclaredService(InferenceService service, long revision) {}

    /** What an operator wants of one kind and name now, if there is such a thing. */
    public Optional<Manifest> current(Manifest manifest) {
        return switch (manifest) {
            case Site wanted -> site.filter(s -> s.name().equals(wanted.name())).map(s -> s);
            case Sku sku -> Optional.ofNullable(skus.get(sku.name()));
            case Tenant tenant -> Optional.ofNullable(tenants.get(tenant.name()));
            case Rack rack -> Optional.ofNullable(racks.get(rack.name())).map(StandingRack::rack);
            case InferenceService service ->
                    Optional.ofNullable(services.get(service.name())).map(DeclaredService::service);
        };
    }

    /** The same with these manifests in force; what they replace is gone. */
    public Declared with(Collection<? extends Manifest> manifests) {
        Optional<Site> nextSite = site;
        TreeMap<String, Sku> nextSkus = new TreeMap<>(skus);
        TreeMap<String, Tenant> nextTenants = new TreeMap<>(tenants);
        TreeMap<String, StandingRack> nextRacks = new TreeMap<>(racks);
        TreeMap<String, DeclaredService> nextServices = new TreeMap<>(services);
        for (Manifest manifest : manifests) {
            switch (manifest) {
                case Site applied -> nextSite = Optional.of(applied);
                case Sku sku -> nextSkus.put(sku.name(), sku);
                case Tenant tenant -> nextTenants.put(tenant.name(), tenant);
                case Rack rack ->
                        nextRacks.put(rack.name(), restanding(rack, nextRacks.get(rack.name())));
                case InferenceService service ->
                        nextServices.put(service.name(), new DeclaredService(service, revision));
            }
        }
        return new Declared(revision, nextSite, nextSkus, nextTenants, nextRacks, nextServices);
    }

    private StandingRack restanding(Rack rack, @Nullable StandingRack before) {
        return before == null
                ? new StandingRack(rack, false, false, OptionalLong.empty(), revision)
                : new StandingRack(
                        rack,
                        before.cordoned(),
                        before.draining(),
                        before.capWatts(),
                        before.revision());
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
                                                        domain.continuousWatts()))
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
                spec.coolantLoop());
    }
}
