package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A service to tell stories about: anything not said is the least demanding. */
final class Declared {

    private final String name;
    private String tenant = "acme";
    private InferenceService.Shape shape = new InferenceService.Shape(8, List.of());
    private InferenceService.Placement where = InferenceService.Placement.ANYWHERE;
    private double parameters = 1e9;
    private int priority;
    private boolean preemptible = true;
    private TenantQuota quota = TenantQuota.of(1_000_000);

    Declared(String name) {
        this.name = name;
    }

    Declared tenant(String owner, TenantQuota most) {
        tenant = owner;
        quota = most;
        return this;
    }

    Declared accelerators(int count, String... skus) {
        shape = new InferenceService.Shape(count, List.of(skus));
        return this;
    }

    Declared racks(int count) {
        shape = InferenceService.Shape.ofRacks(count, List.of());
        return this;
    }

    Declared parameters(double count) {
        parameters = count;
        return this;
    }

    Declared priority(int level) {
        priority = level;
        return this;
    }

    Declared notPreemptible() {
        preemptible = false;
        return this;
    }

    Declared halls(String... halls) {
        where = new InferenceService.Placement(List.of(halls), OptionalInt.empty());
        return this;
    }

    Declared label(String key, String value) {
        where = where(Map.of(key, value), OptionalInt.empty(), OptionalInt.empty(), false);
        return this;
    }

    Declared maxPerLoop(int most) {
        where = where(Map.of(), OptionalInt.of(most), OptionalInt.empty(), false);
        return this;
    }

    Declared maxPerRack(int most) {
        where = where(Map.of(), OptionalInt.empty(), OptionalInt.of(most), false);
        return this;
    }

    Declared exclusive() {
        where = where(Map.of(), OptionalInt.empty(), OptionalInt.empty(), true);
        return this;
    }

    private static InferenceService.Placement where(
            Map<String, String> labels, OptionalInt loop, OptionalInt rack, boolean exclusive) {
        return new InferenceService.Placement(
                List.of(), labels, OptionalInt.empty(), loop, rack, exclusive);
    }

    ServiceView wanted(int replicas) {
        return new ServiceView(
                new InferenceService(
                        Metadata.named(name),
                        new InferenceService.Spec(
                                tenant,
                                new InferenceService.Model(
                                        "m",
                                        parameters,
                                        parameters,
                                        InferenceService.Precision.FP8,
                                        8192),
                                new InferenceService.Replicas(replicas, replicas),
                                shape,
                                InferenceService.Power.NAMEPLATE,
                                priority,
                                preemptible,
                                where,
                                new InferenceService.Slo(
                                        Duration.ofMillis(500), Duration.ofMillis(40)),
                                new InferenceService.Traffic("test"))),
                replicas,
                quota);
    }
}
