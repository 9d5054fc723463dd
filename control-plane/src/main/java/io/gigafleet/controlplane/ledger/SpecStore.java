package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.Declared.DeclaredDelivery;
import io.gigafleet.controlplane.ledger.Declared.DeclaredRollout;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.controlplane.ledger.entity.LedgerHeadEntity;
import io.gigafleet.controlplane.ledger.entity.RackDeliveryEntity;
import io.gigafleet.controlplane.ledger.entity.RackEntity;
import io.gigafleet.controlplane.ledger.entity.RolloutEntity;
import io.gigafleet.controlplane.ledger.entity.RolloutRackOrderEntity;
import io.gigafleet.controlplane.ledger.entity.ServiceEntity;
import io.gigafleet.controlplane.ledger.entity.SiteEntity;
import io.gigafleet.controlplane.ledger.entity.SkuEntity;
import io.gigafleet.controlplane.ledger.entity.TenantEntity;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.OrderedRollout.Orders;
import io.gigafleet.controlplane.rollout.OrderedRollout.RackOrder;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.Rollout;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.manifest.Tenant;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Reads the manifests in force out of the ledger's tables. */
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
        TreeMap<String, DeclaredDelivery> deliveries = new TreeMap<>();
        RackDeliveryEntity.<RackDeliveryEntity>listAll()
                .forEach(row -> deliveries.put(row.name, delivery(row)));
        return new Declared(
                head.specRevision, site, skus, tenants, racks, services, deliveries, rollouts());
    }

    /** The specs' revision, which no other writer can change until this transaction ends. */
    @Transactional(TxType.MANDATORY)
    public long lockRevision() {
        return lockHead().revision();
    }

    /**
     * The specs' revisions.
     *
     * @param revision of the newest change
     * @param plantRevision of the newest change to anything but services
     */
    public record SpecHead(long revision, long plantRevision) {}

    /** The specs' revisions, which no other writer can change until this transaction ends. */
    @Transactional(TxType.MANDATORY)
    public SpecHead lockHead() {
        LedgerHeadEntity head =
                LedgerHeadEntity.<LedgerHeadEntity>findAll()
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .singleResult();
        SpecHead locked = new SpecHead(head.specRevision, head.plantRevision);
        LedgerHeadEntity.getEntityManager().detach(head);
        return locked;
    }

    /**
     * Every manifest in force, read again only as far as it changed.
     *
     * @param known as it was before
     * @param head as it was locked; nothing was written since
     */
    @Transactional(TxType.MANDATORY)
    public Declared refreshed(Declared known, SpecHead head) {
        boolean isUsable =
                known.revision() > 0
                        && known.revision() >= head.plantRevision()
                        && known.revision() <= head.revision();
        if (!isUsable) {
            return load();
        }
        if (known.revision() == head.revision()) {
            return known;
        }
        TreeMap<String, DeclaredService> services = new TreeMap<>(known.services());
        ServiceEntity.<ServiceEntity>list("revision > ?1", known.revision())
                .forEach(row -> services.put(row.name, service(row)));
        if (services.size() > ServiceEntity.count()) {
            services.keySet().retainAll(serviceNames());
        }
        return known.at(head.revision(), services);
    }

    private Set<String> serviceNames() {
        return Set.copyOf(
                ServiceEntity.getEntityManager()
                        .createQuery("select name from ServiceEntity", String.class)
                        .getResultList());
    }

    /** The names of all SKUs. */
    @Transactional
    public List<String> skuNames() {
        return SkuEntity.<SkuEntity>listAll().stream().map(row -> row.name).toList();
    }

    private Site site(SiteEntity row) {
        return new Site(new Metadata(row.name, row.labels), stored.site(row.name, row.spec).spec());
    }

    private Sku sku(SkuEntity row) {
        return new Sku(new Metadata(row.name, row.labels), stored.sku(row.name, row.spec).spec());
    }

    private static Tenant tenant(TenantEntity row) {
        return new Tenant(
                new Metadata(row.name, row.labels),
                new Tenant.Spec(row.acceleratorQuota, row.borrowLimit));
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
                row.delivery == null ? "" : row.delivery,
                row.batch,
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

    private DeclaredDelivery delivery(RackDeliveryEntity row) {
        return new DeclaredDelivery(
                new RackDelivery(
                        new Metadata(row.name, row.labels),
                        stored.delivery(row.name, row.spec).spec()),
                row.revision);
    }

    private TreeMap<String, DeclaredRollout> rollouts() {
        Map<String, Map<String, RackOrder>> rackOrders = new HashMap<>();
        for (RolloutRackOrderEntity row :
                RolloutRackOrderEntity.<RolloutRackOrderEntity>listAll()) {
            rackOrders
                    .computeIfAbsent(row.id.rollout(), ignored -> new HashMap<>())
                    .put(row.id.rack(), new RackOrder(row.retries, row.skipped, row.reason));
        }
        TreeMap<String, DeclaredRollout> rollouts = new TreeMap<>();
        for (RolloutEntity row : RolloutEntity.<RolloutEntity>listAll()) {
            rollouts.put(row.name, rollout(row, rackOrders.getOrDefault(row.name, Map.of())));
        }
        return rollouts;
    }

    private DeclaredRollout rollout(RolloutEntity row, Map<String, RackOrder> racks) {
        return new DeclaredRollout(
                new OrderedRollout(
                        new Rollout(
                                new Metadata(row.name, row.labels),
                                stored.rollout(row.name, row.spec).spec()),
                        new Orders(
                                row.held, row.resumes, row.approvals, row.aborted, row.orderReason),
                        racks),
                row.revision);
    }
}
