package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.controlplane.ledger.RolloutStandings;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestProblem;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.Rollout;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.manifest.Tenant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether manifests, each sound in itself, make sense together with the ledger. All problems are
 * found at once; those that need a whole plant (budgets, whether a service fits) only once every
 * reference holds.
 */
final class ApplyChecks {

    private final Declared before;
    private final Declared after;
    private final List<Located<Manifest>> changed;
    private final Held held;
    private final RolloutStandings standings;
    private final Instant now;
    private final Findings findings = new Findings();

    private ApplyChecks(
            Declared before,
            List<Located<Manifest>> changed,
            Collection<Replica> replicas,
            RolloutStandings standings,
            Instant now) {
        this.before = before;
        this.changed = changed;
        this.after = before.with(changed.stream().map(Located::manifest).toList());
        this.held = new Held(replicas);
        this.standings = standings;
        this.now = now;
    }

    /**
     * What is wrong with a change.
     *
     * @param before the manifests in force
     * @param changed the manifests of the input that differ from those
     * @param replicas all that are not STOPPED
     * @param now what a deadline must be after
     */
    static List<ManifestProblem> problems(
            Declared before,
            List<Located<Manifest>> changed,
            Collection<Replica> replicas,
            RolloutStandings standings,
            Instant now) {
        ApplyChecks checks = new ApplyChecks(before, changed, replicas, standings, now);
        checks.references();
        if (checks.findings.isEmpty()) {
            checks.wholePlant();
        }
        return checks.findings.inOrder();
    }

    /** The same for services alone, which touch neither racks nor rollouts. */
    static List<ManifestProblem> problemsOfServices(
            Declared before, List<Located<Manifest>> changed, KnownPlant plant, Instant now) {
        ApplyChecks checks =
                new ApplyChecks(before, changed, List.of(), RolloutStandings.NONE, now);
        checks.services(plant);
        return checks.findings.inOrder();
    }

    private void services(KnownPlant plant) {
        ServiceChecks services = new ServiceChecks(findings, after);
        for (Located<Manifest> at : changed) {
            if (at.manifest() instanceof InferenceService service) {
                services.checkReferences(at, service);
                keepsItsModel(at, service);
            }
        }
        if (findings.isEmpty()) {
            fit(services, plant);
        }
    }

    private void fit(ServiceChecks services, KnownPlant plant) {
        for (Located<Manifest> at : changed) {
            if (at.manifest() instanceof InferenceService service
                    && !plant.isKnownToFit(service)
                    && services.checkFit(at, service, plant.topology())) {
                plant.fits(service);
            }
        }
    }

    private void references() {
        Set<String> inInput =
                changed.stream()
                        .map(m -> m.manifest().kind() + "/" + m.manifest().name())
                        .collect(Collectors.toUnmodifiableSet());
        SiteChecks sites = new SiteChecks(findings, before, after, inInput);
        RackChecks racks = new RackChecks(findings, before, after, held);
        RackDeclarers declarers = new RackDeclarers(findings, before, after, changed);
        DeliveryChecks deliveries = new DeliveryChecks(findings, before, after, standings);
        RolloutChecks rollouts = new RolloutChecks(findings, before, after, standings, now);
        ServiceChecks services = new ServiceChecks(findings, after);
        for (Located<Manifest> at : changed) {
            switch (at.manifest()) {
                case Site site -> sites.check(at, site);
                case Sku sku -> keepsItsRacks(at, sku);
                case Tenant tenant -> keepsItsServices(at, tenant);
                case Rack rack -> {
                    racks.check(at, rack);
                    declarers.check(at, rack);
                }
                case InferenceService service -> {
                    services.checkReferences(at, service);
                    keepsItsModel(at, service);
                }
                case RackDelivery delivery -> {
                    racks.check(at, delivery);
                    declarers.check(at, delivery);
                    deliveries.check(at, delivery);
                }
                case Rollout rollout -> rollouts.check(at, rollout);
            }
        }
    }

    private void wholePlant() {
        new BudgetChecks(findings, changed, after).check();
        ServiceChecks services = new ServiceChecks(findings, after);
        Topology plant = after.topology();
        RolloutRackChecks rollouts =
                new RolloutRackChecks(findings, before, after, plant, standings);
        for (Located<Manifest> at : changed) {
            if (at.manifest() instanceof InferenceService service) {
                services.checkFit(at, service, plant);
            } else if (at.manifest() instanceof Rollout rollout) {
                rollouts.check(at, rollout);
            }
        }
    }

    /** Replicas hold the weights they loaded; what they serve can't change under them. */
    private void keepsItsModel(Located<?> at, InferenceService service) {
        DeclaredService known = before.services().get(service.name());
        if (known != null && !known.service().spec().model().equals(service.spec().model())) {
            findings.add(
                    at,
                    "spec.model",
                    "service '%s' serves %s; a service keeps its model"
                            .formatted(service.name(), known.service().spec().model().name()),
                    "apply the other model under another name, then delete this service");
        }
    }

    private void keepsItsRacks(Located<?> at, Sku sku) {
        for (StandingRack standing : before.racks().values()) {
            Rack rack = standing.rack();
            int needed = held.acceleratorsNeeded(rack.name());
            if (rack.spec().sku().equals(sku.name()) && sku.spec().accelerators() < needed) {
                findings.add(
                        at,
                        "spec.accelerators",
                        "replicas hold %d accelerators of rack '%s', which is a %s"
                                .formatted(needed, rack.name(), sku.name()),
                        "write at least %d, or drain the rack first".formatted(needed));
                return;
            }
        }
    }

    private void keepsItsServices(Located<?> at, Tenant tenant) {
        for (DeclaredService declared : after.services().values()) {
            InferenceService.Spec spec = declared.service().spec();
            long needed = ReplicaSize.leastAccelerators(spec.shape(), after.skus());
            boolean unchanged = declared.equals(before.services().get(declared.service().name()));
            if (unchanged
                    && spec.tenant().equals(tenant.name())
                    && (long) tenant.spec().acceleratorQuota() + tenant.spec().borrowLimit()
                            < needed) {
                findings.add(
                        at,
                        "spec.acceleratorQuota",
                        "one replica of service '%s' needs %d accelerators"
                                .formatted(declared.service().name(), needed),
                        "write at least %d, or delete the service first".formatted(needed));
                return;
            }
        }
    }
}
