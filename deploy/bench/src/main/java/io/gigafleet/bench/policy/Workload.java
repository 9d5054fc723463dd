package io.gigafleet.bench.policy;

import io.gigafleet.nodeagent.rack.ServedModel;
import io.gigafleet.nodeagent.rack.ServingCost;
import io.gigafleet.schemas.ModelCatalogue;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.InferenceService.Placement;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import io.gigafleet.schemas.manifest.InferenceService.Replicas;
import io.gigafleet.schemas.manifest.InferenceService.Shape;
import io.gigafleet.schemas.manifest.InferenceService.Slo;
import io.gigafleet.schemas.manifest.InferenceService.Traffic;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Sku;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The services of the week: a chat on a large sparse model, an assistant on a dense one, and a
 * preemptible batch service that digests long documents.
 *
 * <p>Their mean load would keep {@link #CHAT_SHARE}, {@link #ASSISTANT_SHARE} and {@link
 * #BATCH_SHARE} of all accelerators at work as intended: a hall that is nearly full, since an empty
 * one needs no policy. Lengths are the means of the public traces: Azure's conversations of 2023
 * (1,155 tokens in, 211 out) and Mooncake's (12,035 in, 343 out), whose long prompts make the batch
 * service the one that draws most.
 */
final class Workload {

    static final double CHAT_SHARE = 0.35;
    static final double ASSISTANT_SHARE = 0.15;
    static final double BATCH_SHARE = 0.40;

    private static final int CONVERSATION_INPUT = 1_155;
    private static final int CONVERSATION_OUTPUT = 211;
    private static final int DOCUMENT_INPUT = 12_035;
    private static final int DOCUMENT_OUTPUT = 343;

    /** Of the rate that just keeps the promised time per token, what a replica is to take. */
    private static final double INTERACTIVE_FILL = 0.7;

    private static final double BATCH_FILL = 0.9;

    /** Most replicas of the batch service, in those its mean load needs. */
    private static final double BATCH_MOST = 1.5;

    private static final Slo INTERACTIVE = new Slo(Duration.ofMillis(500), Duration.ofMillis(40));
    private static final Slo BATCH = new Slo(Duration.ofHours(24), Duration.ofMillis(100));

    private final Sku sku;
    private final int racks;
    private final Power power;

    private Workload(Sku sku, int racks, Power power) {
        this.sku = sku;
        this.racks = racks;
        this.power = power;
    }

    /**
     * The services of a hall of so many racks.
     *
     * @param power how their power is planned
     */
    static List<ServedService> of(Sku sku, int racks, Power power) {
        Workload workload = new Workload(sku, racks, power);
        return List.of(
                workload.service(0, "assistant", "llama-3.3-70b", 4, 1, ASSISTANT_SHARE),
                workload.batch(1, "batch-digest", "deepseek-v3.1", 8, BATCH_SHARE),
                workload.service(2, "frontier-chat", "deepseek-v3.1", 8, 2, CHAT_SHARE));
    }

    private ServedService service(
            int index, String name, String model, int accelerators, int priority, double share) {
        ServingCurve curve =
                new ServingCurve(
                        cost(model, accelerators), CONVERSATION_INPUT, CONVERSATION_OUTPUT);
        double perReplica =
                INTERACTIVE_FILL * curve.perSecondWithin((double) INTERACTIVE.tpotP95().toMillis());
        return new ServedService(
                index,
                manifest(name, model, accelerators, priority, INTERACTIVE, 1),
                curve,
                false,
                perReplica,
                mean(perReplica, accelerators, share));
    }

    private ServedService batch(
            int index, String name, String model, int accelerators, double share) {
        ServingCurve curve =
                new ServingCurve(cost(model, accelerators), DOCUMENT_INPUT, DOCUMENT_OUTPUT);
        double perReplica = BATCH_FILL * curve.perSecondWithin((double) BATCH.tpotP95().toMillis());
        return new ServedService(
                index,
                manifest(name, model, accelerators, 0, BATCH, BATCH_MOST * share),
                curve,
                true,
                perReplica,
                mean(perReplica, accelerators, share));
    }

    private double mean(double perReplica, int accelerators, double share) {
        return perReplica * share * racks * sku.spec().accelerators() / accelerators;
    }

    private ServingCost cost(String model, int accelerators) {
        ModelCatalogue.Model known = known(model);
        return new ServingCost(
                new ServedModel(
                        known.name(),
                        known.parametersTotal(),
                        known.parametersActive(),
                        known.precision().bytesPerParameter(),
                        CONTEXT_TOKENS,
                        known.keyValueBytesPerToken()),
                sku.spec(),
                accelerators);
    }

    private static final int CONTEXT_TOKENS = 32_768;

    private static ModelCatalogue.Model known(String model) {
        return ModelCatalogue.builtIn()
                .named(model)
                .orElseThrow(
                        () -> new IllegalStateException("the catalogue has no model " + model));
    }

    private InferenceService manifest(
            String name, String model, int accelerators, int priority, Slo slo, double mostShare) {
        ModelCatalogue.Model known = known(model);
        int most = (int) (mostShare * racks * sku.spec().accelerators() / accelerators);
        return new InferenceService(
                new Metadata(name, Map.of()),
                new InferenceService.Spec(
                        "acme",
                        new InferenceService.Model(
                                known.name(),
                                known.parametersTotal(),
                                known.parametersActive(),
                                known.precision(),
                                CONTEXT_TOKENS),
                        new Replicas(1, most),
                        new Shape(accelerators, List.of(sku.name())),
                        power,
                        priority,
                        priority == 0,
                        Placement.ANYWHERE,
                        slo,
                        new Traffic("conversation")));
    }
}
