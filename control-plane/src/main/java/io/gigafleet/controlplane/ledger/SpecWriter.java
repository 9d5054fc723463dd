package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.CoolantLoopEntity;
import io.gigafleet.controlplane.ledger.entity.PowerDomainEntity;
import io.gigafleet.controlplane.ledger.entity.RackAssignmentEntity;
import io.gigafleet.controlplane.ledger.entity.RackDeliveryEntity;
import io.gigafleet.controlplane.ledger.entity.RackEntity;
import io.gigafleet.controlplane.ledger.entity.RolloutEntity;
import io.gigafleet.controlplane.ledger.entity.RolloutRackOrderEntity;
import io.gigafleet.controlplane.ledger.entity.ServiceEntity;
import io.gigafleet.controlplane.ledger.entity.SiteEntity;
import io.gigafleet.controlplane.ledger.entity.SkuEntity;
import io.gigafleet.controlplane.ledger.entity.TenantEntity;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import io.gigafleet.schemas.manifest.Rollout;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.manifest.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes manifests into the ledger's tables. */
@ApplicationScoped
public class SpecWriter {

    private final StoredSpecs stored;
    private final EntityManager entities;

    public SpecWriter(StoredSpecs stored, EntityManager entities) {
        this.stored = stored;
        this.entities = entities;
    }

    /**
     * Writes manifests, each whole, over what had its kind and name. The caller has checked them
     * together and has taken the revision.
     *
     * @throws jakarta.persistence.PersistenceException if they contradict the ledger after all
     */
    @Transactional(TxType.MANDATORY)
    public void write(List<Manifest> manifests, long revision) {
        Map<String, RackEntity> racks = speaksOfRacks(manifests) ? racks() : Map.of();
        for (Manifest manifest : manifests) {
            switch (manifest) {
                case Site site -> write(site, revision);
                case Sku sku -> write(sku, revision);
                case Tenant tenant -> write(tenant, revision);
                case Rack rack -> write(rack, racks.get(rack.name()), revision).persist();
                case InferenceService service -> write(service, revision);
                case RackDelivery delivery -> write(delivery, racks, revision);
                case Rollout rollout -> write(rollout, revision);
            }
        }
        forgetMissing(manifests, racks.values());
        RackEntity.flush();
    }

    private static boolean speaksOfRacks(List<Manifest> manifests) {
        return manifests.stream().anyMatch(m -> m instanceof Rack || m instanceof RackDelivery);
    }

    private static Map<String, RackEntity> racks() {
        return RackEntity.<RackEntity>streamAll()
                .collect(Collectors.toMap(row -> row.name, Function.identity()));
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
        row.borrowLimit = tenant.spec().borrowLimit();
        row.revision = revision;
        row.persist();
    }

    private static RackEntity write(Rack rack, @Nullable RackEntity known, long revision) {
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
        return row;
    }

    /** Writes the delivery, and those of its racks that it says something new of. */
    private void write(RackDelivery delivery, Map<String, RackEntity> racks, long revision) {
        RackDeliveryEntity known = RackDeliveryEntity.findById(delivery.name());
        Set<ExpectedRack> before =
                known == null
                        ? Set.of()
                        : Set.copyOf(stored.delivery(known.name, known.spec).spec().racks());
        RackDeliveryEntity row = orNew(known, new RackDeliveryEntity());
        row.name = delivery.name();
        row.labels = delivery.metadata().labels();
        row.spec = stored.text(delivery);
        row.revision = revision;
        row.persist();
        for (ExpectedRack rack : delivery.spec().racks()) {
            if (!before.contains(rack)) {
                RackEntity rackRow = write(rack.rack(), racks.get(rack.name()), revision);
                rackRow.delivery = delivery.name();
                rackRow.batch = rack.batch();
                rackRow.persist();
            }
        }
    }

    /**
     * Forgets the racks that their delivery no longer has. Nobody has seen them; what was already
     * told to their places is forgotten too.
     */
    private void forgetMissing(List<Manifest> manifests, Collection<RackEntity> racks) {
        Map<String, Set<String>> expected = new HashMap<>();
        for (Manifest manifest : manifests) {
            if (manifest instanceof RackDelivery delivery) {
                expected.put(
                        delivery.name(),
                        delivery.spec().racks().stream()
                                .map(ExpectedRack::name)
                                .collect(Collectors.toUnmodifiableSet()));
            }
        }
        forget(
                racks.stream()
                        .filter(rack -> isLeftOut(rack, expected))
                        .map(rack -> rack.name)
                        .toList());
    }

    private static boolean isLeftOut(RackEntity rack, Map<String, Set<String>> expected) {
        Set<String> kept = rack.delivery == null ? null : expected.get(rack.delivery);
        return kept != null && !kept.contains(rack.name);
    }

    private void forget(List<String> racks) {
        if (racks.isEmpty()) {
            return;
        }
        RackAssignmentEntity.delete("rack in ?1", racks);
        RolloutRackOrderEntity.delete("id.rack in ?1", racks);
        entities.createNativeQuery("delete from rack_progress where rack in (:racks)")
                .setParameter("racks", racks)
                .executeUpdate();
        RackEntity.delete("name in ?1", racks);
    }

    private void write(Rollout rollout, long revision) {
        RolloutEntity row = orNew(RolloutEntity.findById(rollout.name()), new RolloutEntity());
        row.name = rollout.name();
        row.labels = rollout.metadata().labels();
        row.spec = stored.text(rollout);
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
}
