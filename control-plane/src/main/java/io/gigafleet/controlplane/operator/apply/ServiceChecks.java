package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Reason;
import io.gigafleet.controlplane.placement.whatif.Admission;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A service must refer to what is there, and one replica of it must fit the empty site. */
final class ServiceChecks {

    private final Findings findings;
    private final Declared after;
    private final Set<String> halls;

    ServiceChecks(Findings findings, Declared after) {
        this.findings = findings;
        this.after = after;
        this.halls =
                after.site().stream()
                        .flatMap(site -> site.spec().halls().stream())
                        .map(Site.Hall::name)
                        .collect(Collectors.toUnmodifiableSet());
    }

    void checkReferences(Located<?> at, InferenceService service) {
        InferenceService.Spec spec = service.spec();
        Tenant tenant = after.tenants().get(spec.tenant());
        if (tenant == null) {
            findings.unknown(at, "spec.tenant", "tenant", spec.tenant(), after.tenants().keySet());
        } else {
            checkQuota(at, spec.shape(), tenant);
        }
        checkSkus(at, "spec.shape.skus", spec.shape().skus());
        spec.shape()
                .pools()
                .ifPresent(
                        pools -> {
                            String field = "spec.shape.pools.";
                            checkSkus(at, field + "prefill.skus", pools.prefill().skus());
                            checkSkus(at, field + "decode.skus", pools.decode().skus());
                        });
        for (int hall = 0; hall < spec.placement().halls().size(); hall++) {
            String name = spec.placement().halls().get(hall);
            if (!halls.contains(name)) {
                findings.unknown(at, "spec.placement.halls[" + hall + "]", "hall", name, halls);
            }
        }
    }

    private void checkQuota(Located<?> at, InferenceService.Shape shape, Tenant tenant) {
        long needed = ReplicaSize.leastAccelerators(shape, after.skus());
        long most = (long) tenant.spec().acceleratorQuota() + tenant.spec().borrowLimit();
        if (needed > most) {
            findings.add(
                    at,
                    ReplicaSize.field(shape),
                    "one replica needs %d accelerators, and tenant '%s' may hold %d"
                            .formatted(needed, tenant.name(), most),
                    "ask for fewer, or raise the tenant's acceleratorQuota");
        }
    }

    private void checkSkus(Located<?> at, String field, List<String> skus) {
        for (int sku = 0; sku < skus.size(); sku++) {
            if (!after.skus().containsKey(skus.get(sku))) {
                findings.unknown(
                        at, field + "[" + sku + "]", "SKU", skus.get(sku), after.skus().keySet());
            }
        }
    }

    /**
     * A service that no waiting would place is refused with the placer's own reason.
     *
     * @return whether it fits
     */
    boolean checkFit(Located<?> at, InferenceService service, Topology plant) {
        Optional<Reason> refusal = new Admission(new FleetPlacer()).refusal(plant, service);
        refusal.ifPresent(
                reason ->
                        findings.add(
                                at,
                                field(reason, service.spec()),
                                "%s: %s".formatted(reason.word(), reason.text()),
                                "waiting does not help: change the field, or the site"));
        return refusal.isEmpty();
    }

    private static String field(Reason reason, InferenceService.Spec spec) {
        return switch (reason) {
            case Reason.NoSuchSku ignored -> "spec.shape.skus";
            case Reason.ResidencyUnsatisfiable ignored ->
                    spec.placement().halls().isEmpty()
                            ? "spec.placement.labels"
                            : "spec.placement.halls";
            case Reason.SpreadUnsatisfiable ignored -> "spec.placement.maxPerRow";
            case Reason.QuotaExceeded ignored -> "spec.tenant";
            case Reason.NeverFits ignored -> ReplicaSize.field(spec.shape());
            case Reason.NoRackReady ignored -> ReplicaSize.field(spec.shape());
            case Reason.WaitingForRollout ignored -> ReplicaSize.field(spec.shape());
            case Reason.PowerExhausted ignored -> ReplicaSize.field(spec.shape());
            case Reason.CoolingExhausted ignored -> ReplicaSize.field(spec.shape());
            case Reason.Fragmented ignored -> ReplicaSize.field(spec.shape());
            case Reason.AcceleratorsExhausted ignored -> ReplicaSize.field(spec.shape());
            case Reason.FragmentedRows ignored -> ReplicaSize.field(spec.shape());
            case Reason.WaitingForPreemption ignored -> ReplicaSize.field(spec.shape());
            case Reason.NoExclusiveRack ignored -> "spec.placement.exclusive";
            case Reason.Misconfigured ignored -> "spec";
        };
    }
}
