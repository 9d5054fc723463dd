package io.gigafleet.schemas.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a manifest that keeps to its schema can still contradict in itself. */
final class ManifestChecks {

    private final Located<Manifest> manifest;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private ManifestChecks(Located<Manifest> manifest) {
        this.manifest = manifest;
    }

    static List<ManifestProblem> of(Located<Manifest> manifest) {
        return switch (manifest.manifest()) {
            case Site site -> SiteChecks.of(manifest, site.spec());
            case Sku sku -> new ManifestChecks(manifest).sku(sku.spec());
            case InferenceService service -> new ManifestChecks(manifest).service(service.spec());
            case Rollout rollout -> RolloutChecks.of(manifest, rollout.spec());
            case RackDelivery delivery -> DeliveryChecks.of(manifest, delivery.spec());
            case Rack ignored -> List.of();
            case Tenant ignored -> List.of();
        };
    }

    private List<ManifestProblem> service(InferenceService.Spec spec) {
        notAbove(
                "spec.replicas.min", spec.replicas().min(),
                "spec.replicas.max", spec.replicas().max());
        notAbove(
                "spec.model.parametersActive", spec.model().parametersActive(),
                "spec.model.parametersTotal", spec.model().parametersTotal());
        problems.addAll(ServiceChecks.of(manifest, spec));
        return problems;
    }

    private List<ManifestProblem> sku(Sku.Spec spec) {
        Sku.Power power = spec.power();
        below("spec.power.idleWatts", power.idleWatts(), "spec.power.peakWatts", power.peakWatts());
        below(
                "spec.power.acceleratorIdleWatts", power.acceleratorIdleWatts(),
                "spec.power.acceleratorPeakWatts", power.acceleratorPeakWatts());
        below(
                "spec.power.acceleratorIdleWatts", power.acceleratorIdleWatts(),
                "spec.power.acceleratorMinCapWatts", power.acceleratorMinCapWatts());
        notAbove(
                "spec.power.acceleratorMinCapWatts", power.acceleratorMinCapWatts(),
                "spec.power.acceleratorPeakWatts", power.acceleratorPeakWatts());
        withinRack("Idle", power.acceleratorIdleWatts(), spec.accelerators(), power.idleWatts());
        withinRack("Peak", power.acceleratorPeakWatts(), spec.accelerators(), power.peakWatts());
        notAbove(
                "spec.scaleUpDomain", spec.scaleUpDomain(),
                "spec.accelerators", spec.accelerators());
        notAbove(
                "spec.computeTrays", spec.computeTrays(),
                "spec.accelerators", spec.accelerators());
        below(
                "spec.limits.slowdownCelsius", spec.limits().slowdownCelsius(),
                "spec.limits.shutdownCelsius", spec.limits().shutdownCelsius());
        below(
                "spec.cooling.supplyCelsius", spec.cooling().supplyCelsius(),
                "spec.limits.slowdownCelsius", spec.limits().slowdownCelsius());
        return problems;
    }

    private void withinRack(String state, long acceleratorWatts, int accelerators, long rackWatts) {
        long together = acceleratorWatts * accelerators;
        if (together > rackWatts) {
            String field = "spec.power.accelerator" + state + "Watts";
            problems.add(
                    manifest.problem(
                            field,
                            accelerators
                                    + " accelerators of "
                                    + acceleratorWatts
                                    + " W draw "
                                    + together
                                    + " W, more than the rack's "
                                    + rackWatts,
                            "raise " + state.toLowerCase(Locale.ROOT) + "Watts or lower this"));
        }
    }

    private void notAbove(String field, Number value, String limitField, Number limit) {
        if (value.doubleValue() > limit.doubleValue()) {
            order(field, value, " is above ", limitField, limit, "at most ");
        }
    }

    private void below(String field, Number value, String limitField, Number limit) {
        if (value.doubleValue() >= limit.doubleValue()) {
            order(field, value, " is not below ", limitField, limit, "less than ");
        }
    }

    private void order(
            String field,
            Number value,
            String relation,
            String limitField,
            Number limit,
            String wanted) {
        String limitName = limitField.substring(limitField.lastIndexOf('.') + 1);
        String limitText = YamlScalars.write(limit.doubleValue());
        problems.add(
                manifest.problem(
                        field,
                        YamlScalars.write(value.doubleValue())
                                + relation
                                + limitName
                                + ", which is "
                                + limitText,
                        "write " + wanted + limitText + ", or raise " + limitName));
    }
}
