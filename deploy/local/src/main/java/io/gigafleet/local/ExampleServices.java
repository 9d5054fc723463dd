package io.gigafleet.local;

import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.InferenceService.Model;
import io.gigafleet.schemas.manifest.InferenceService.Placement;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import io.gigafleet.schemas.manifest.InferenceService.PowerPlanning;
import io.gigafleet.schemas.manifest.InferenceService.Precision;
import io.gigafleet.schemas.manifest.InferenceService.Replicas;
import io.gigafleet.schemas.manifest.InferenceService.Shape;
import io.gigafleet.schemas.manifest.InferenceService.Slo;
import io.gigafleet.schemas.manifest.InferenceService.Traffic;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The services of a generated site, scaled to its racks: about 7 replicas a rack, so 50,000 at a
 * gigawatt, which hold just under three quarters of the accelerators. The rest is room for the
 * replicas of lost racks.
 */
final class ExampleServices {

    private static final int ACCELERATORS_PER_RACK = 72;
    private static final int INTERACTIVE_PRIORITY = 2;
    private static final long PREDICTED_WATTS = 900;
    private static final Slo INTERACTIVE = new Slo(Duration.ofMillis(500), Duration.ofMillis(40));
    private static final Slo BATCH = new Slo(Duration.ofSeconds(10), Duration.ofMillis(100));

    private ExampleServices() {}

    static List<Manifest> forRacks(int racks) {
        return List.of(
                new Tenant(Metadata.named("acme"), new Tenant.Spec(racks * ACCELERATORS_PER_RACK)),
                service(
                        "frontier-chat",
                        "interactive",
                        new Model("deepseek-v3.1", 671e9, 37e9, Precision.FP8, 32_768),
                        Math.max(1, racks * 4),
                        8,
                        INTERACTIVE_PRIORITY,
                        INTERACTIVE),
                service(
                        "assistant",
                        "interactive",
                        new Model("llama-3.3-70b", 70.6e9, 70.6e9, Precision.FP8, 32_768),
                        Math.max(1, racks * 2),
                        4,
                        INTERACTIVE_PRIORITY - 1,
                        INTERACTIVE),
                service(
                        "batch-digest",
                        "batch",
                        new Model("deepseek-v3.1", 671e9, 37e9, Precision.FP8, 32_768),
                        Math.max(1, racks * 8 / 7),
                        8,
                        0,
                        BATCH));
    }

    private static InferenceService service(
            String name,
            String tier,
            Model model,
            int replicas,
            int accelerators,
            int priority,
            Slo slo) {
        return new InferenceService(
                new Metadata(name, Map.of("tier", tier)),
                new InferenceService.Spec(
                        "acme",
                        model,
                        new Replicas(replicas, replicas),
                        new Shape(accelerators, List.of(SiteGenerator.SKU)),
                        new Power(PowerPlanning.PREDICTED, OptionalLong.of(PREDICTED_WATTS)),
                        priority,
                        priority == 0,
                        Placement.ANYWHERE,
                        slo,
                        new Traffic("conversation")));
    }
}
