package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.controlplane.ledger.entity.CoolantLoopEntity;
import io.gigafleet.controlplane.ledger.entity.LedgerHeadEntity;
import io.gigafleet.controlplane.ledger.entity.PowerDomainEntity;
import io.gigafleet.controlplane.ledger.entity.RackEntity;
import io.gigafleet.controlplane.ledger.entity.ServiceEntity;
import io.gigafleet.controlplane.ledger.entity.SiteEntity;
import io.gigafleet.controlplane.ledger.entity.SkuEntity;
import io.gigafleet.controlplane.ledger.entity.TenantEntity;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.manifest.Tenant;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Manifests in and out of the ledger's tables. */
@ApplicationScoped
public class SpecStore {

    private final StoredSpecs stored;

    public SpecStore(StoredSpecs stored) {
        this.stored = stored;
    }

    /** Every manifest in force now. */
    @Transactional
    public Declared load() {
        LedgerHeadEntity head = LedgerHeadEntity.<LedgerHeadEntity>findAll().singleResult();
        Optional<Site> site =
                SiteEntity.<SiteEntity>findAll().firstResultOptional().map(this::site);
        TreeMap<String, Sku> skus = new TreeMap<>();
        SkuEntity.<SkuEntity>listAll().forEach(row -> skus.put(row.name, sku(row)));
        TreeMap<String, Tenant> tenants = new TreeMap<>();
        TenantEntity.<TenantEntity>listAll().forEach(row -> tenants.put(row.name, tenant(row)));
        TreeMap<String, StandingRack> racks = new TreeMap<>();
        RackEntity.<RackEntity>listAll(Sort.by("name"))
                .forEach(row -> racks.put(row.name, standing(row)));
        TreeMap<String, DeclaredService> services = new TreeMap<>();
        ServiceEntity.<ServiceEntity>listAll().forEach(row -> services.put(row.name, service(row)));
        return new Declared(head.specRevision, site, skus, tenants, racks, services);
    }

    /** The specs' revision, which no other writer can change until this transaction ends. */
    @Transactional(TxType.MANDATORY)
    public long lockRevision() {
        LedgerHeadEntity head =
                LedgerHeadEntity.<LedgerHeadEntity>findAll()
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .singleResult();
        long revision = head.specRevision;
        LedgerHeadEntity.getEntityManager().detach(head);
        return revision;
    }

    /** The names of all SKUs. */
    @Transactional
    public List<String> skuNames() {
        return SkuEntity.<SkuEntity>listAll().stream().map(row -> row.name).toList();
    }

    /**
     * Writes manifests, each whole, over what had its kind and name. The caller has checked them
     * together and has taken the revision.
     *
     * @throws jakarta.persistence.PersistenceException if they contradict the ledger after all
     */
    @Transactional(TxType.MANDATORY)
    public void write(List<Manifest> manifests, long revision) {
        Map<String, RackEntity> racks =
                RackEntity.<RackEntity>streamAll()
                        .collect(Collectors.toMap(row -> row.name, Function.identity()));
        for (Manifest manifest : manifests) {
            switch (manifest) {
                case Site site -> write(site, revision);
                case Sku sku -> write(sku, revision);
                case Tenant tenant -> write(tenant, revision);
                case Rack rack -> write(rack, racks.get(rack.name()), revision);
                case InferenceService service -> write(service, revision);
            }
        }
        RackEntity.flush();
    }

    /** Forgets a service; what runs of it is stopped by the leader. */
    @Transactional(TxType.MANDATORY)
    public void deleteService(String name) {
        ServiceEntity.deleteById(name);
    }

    private void write(Site site, long revision) {
        SiteEntity row = orNew(SiteEntity.findById(site.name()), new SiteEntity());
        row.name = site.name();
        row.labels = site.metadata().labels();
        row.spec = stored.text(site);
        row.revision = revision;
        row.persist();
        List<String> domains = new ArrayList<>();
        for (Site.Domain domain : site.spec().domains()) {
            write(domain, domains.size(), revision);
            domains.add(domain.name());
        }
        List<String> loops = new ArrayList<>();
        for (Site.Loop loop : site.spec().loops()) {
            write(loop, loops.size(), revision);
            loops.add(loop.name());
        }
        SiteEntity.flush();
        PowerDomainEntity.delete("name not in ?1", domains);
        CoolantLoopEntity.delete("name not in ?1", loops);
    }

    private static void write(Site.Domain domain, int ordinal, long revision) {
        PowerDomainEntity row =
                orNew(PowerDomainEntity.findById(domain.name()), new PowerDomainEntity());
        row.name = domain.name();
        row.kind = domain.kind().word();
        row.parent = domain.parent().isEmpty() ? null : domain.parent();
        row.continuousWatts = domain.continuousWatts();
        row.failoverWatts =
                domain.failoverWatts().isPresent() ? domain.failoverWatts().getAsLong() : null;
        row.ordinal = ordinal;
        row.revision = revision;
        row.persist();
    }

    private static void write(Site.Loop loop, int ordinal, long revision) {
        CoolantLoopEntity row =
                orNew(CoolantLoopEntity.findById(loop.name()), new CoolantLoopEntity());
        row.name = loop.name();
        row.hall = loop.hall();
        row.heatCapacityWatts = loop.heatCapacityWatts();
        row.ordinal = ordinal;
        row.revision = revision;
        row.persist();
    }

    private void write(Sku sku, long revision) {
        SkuEntity row = orNew(SkuEntity.findById(sku.name()), new SkuEntity());
        row.name = sku.name();
        row.labels = sku.metadata().labels();
        row.spec = stored.text(sku);
        row.revision = revision;
        row.persist();
    }

    private static void write(Tenant tenant, long revision) {
        TenantEntity row = orNew(TenantEntity.findById(tenant.name()), new TenantEntity());
        row.name = tenant.name();
        row.labels = tenant.metadata().labels();
        row.acceleratorQuota = tenant.spec().acceleratorQuota();
        row.revision = revision;
        row.persist();
    }

    private static void write(Rack rack, @Nullable RackEntity known, long revision) {
        RackEntity row = orNew(known, new RackEntity());
        row.name = rack.name();
        row.labels = rack.metadata().labels();
        row.sku = rack.spec().sku();
        row.serial = rack.spec().serial();
        row.hall = rack.spec().hall();
        row.row = rack.spec().row();
        row.position = rack.spec().position();
        row.powerDomain = rack.spec().powerDomain();
        row.coolantLoop = rack.spec().coolantLoop();
        row.revision = revision;
        row.persist();
    }

    private void write(InferenceService service, long revision) {
        ServiceEntity row = orNew(ServiceEntity.findById(service.name()), new ServiceEntity());
        row.name = service.name();
        row.labels = service.metadata().labels();
        row.spec = stored.text(service);
        row.tenant = service.spec().tenant();
        row.revision = revision;
        row.persist();
    }

    private static <T> T orNew(@Nullable T row, T fresh) {
        return row == null ? fresh : row;
    }

    private Site site(SiteEntity row) {
        return new Site(new Metadata(row.name, row.labels), stored.site(row.name, row.spec).spec());
    }

    private Sku sku(SkuEntity row) {
        return new Sku(new Metadata(row.name, row.labels), stored.sku(row.name, row.spec).spec());
    }

    private static Tenant tenant(TenantEntity row) {
        return new Tenant(
                new Metadata(row.name, row.labels), new Tenant.Spec(row.acceleratorQuota));
    }

    private static StandingRack standing(RackEntity row) {
        Rack.Spec spec =
                new Rack.Spec(
                        row.sku,
                        row.serial,
                        row.hall,
                        row.row,
                        row.position,
                        row.powerDomain,
                        row.coolantLoop);
        return new StandingRack(
                new Rack(new Metadata(row.name, row.labels), spec),
                row.cordoned,
                row.draining,
                row.capWatts == null ? OptionalLong.empty() : OptionalLong.of(row.capWatts),
                row.revision);
    }

    private DeclaredService service(ServiceEntity row) {
        return new DeclaredService(
                new InferenceService(
                        new Metadata(row.name, row.labels),
                        stored.service(row.name, row.spec).spec()),
                row.revision);
    }
}
