package io.gigafleet.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.SkuCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back as the same. */
class ManifestRoundTripTest {

    private static List<Manifest> writtenAndRead(List<? extends Manifest> manifests) {
        return Readings.accepted(ManifestWriter.toYaml(manifests)).stream()
                .<Manifest>map(Located::manifest)
                .toList();
    }

    @Test
    void everyKindComesBackAsItWas() {
        List<Manifest> manifests = new ArrayList<>(SkuCatalogue.builtIn().skus());
        for (String text :
                List.of(
                        Readings.SITE,
                        Readings.RACK,
                        Readings.TENANT,
                        Readings.SERVICE,
                        Readings.DELIVERY,
                        Readings.ROLLOUT)) {
            manifests.add(Readings.only(text).manifest());
        }

        assertThat(writtenAndRead(manifests)).isEqualTo(manifests);
    }

    @Test
    void builtInModelsKeepToTheSchema() {
        assertThat(Readings.accepted(BundledManifests.text("/gigafleet/skus.yaml")))
                .extracting(Located::manifest)
                .isEqualTo(SkuCatalogue.builtIn().skus());
    }

    @Test
    void servicesAreWrittenAsPeopleWriteThem() {
        assertThat(ManifestWriter.toYaml(List.of(Readings.only(Readings.SERVICE).manifest())))
                .isEqualTo(
                        """
                        apiVersion: gigafleet/v1
                        kind: InferenceService
                        metadata:
                          name: frontier-chat
                          labels:
                            tier: interactive
                        spec:
                          tenant: acme
                          model:
                            name: deepseek-v3.1
                            parametersTotal: 671e9
                            parametersActive: 37e9
                            precision: fp8
                            contextTokens: 32768
                          replicas:
                            min: 2
                            max: 12
                          shape:
                            accelerators: 8
                            skus:
                              - gb300-nvl72
                          power:
                            planning: predicted
                            wattsPerAccelerator: 900
                          priority: 2
                          preemptible: false
                          gracePeriod: 30s
                          placement:
                            halls:
                              - h1
                            maxPerRow: 4
                          slo:
                            ttftP95: 500ms
                            tpotP95: 40ms
                          traffic:
                            source: conversation
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no",
                "true",
                "null",
                "~",
                "671e9",
                "12",
                "0x1F",
                "1:30",
                "2026-01-01",
                " a",
                "a: b",
                "# a",
                "- a",
                "'a'",
                "\"a\"",
                "a\nb",
                "&a",
                "*a",
                "!a",
                "{a}",
                "ü",
                "%a",
                "@"
            })
    void labelsComeBackAsTheTextTheyWere(String text) {
        Tenant tenant =
                new Tenant(
                        new Manifest.Metadata("acme", Map.of("label", text)), new Tenant.Spec(1));

        assertThat(writtenAndRead(List.of(tenant))).isEqualTo(List.of(tenant));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomServicesComeBackAsTheyWere(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<InferenceService> services = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            services.add(service("s" + i, random));
        }

        assertThat(writtenAndRead(services)).as("seed " + seed).isEqualTo(services);
    }

    private static InferenceService service(String name, SplittableRandom random) {
        int min = random.nextInt(100);
        double parameters = Math.rint(random.nextDouble(1e9, 2e12));
        boolean predicted = random.nextBoolean();
        return new InferenceService(
                new Manifest.Metadata(
                        name, random.nextBoolean() ? Map.of() : Map.of("tier", "t" + min)),
                new InferenceService.Spec(
                        "acme",
                        new InferenceService.Model(
                                "model-" + name,
                                parameters,
                                parameters * random.nextDouble(0.01, 1),
                                random.nextBoolean()
                                        ? InferenceService.Precision.FP4
                                        : InferenceService.Precision.BF16,
                                1 + random.nextInt(1_000_000)),
                        new InferenceService.Replicas(min, min + random.nextInt(100)),
                        shape(random),
                        predicted
                                ? new InferenceService.Power(
                                        InferenceService.PowerPlanning.PREDICTED,
                                        OptionalLong.of(random.nextLong(2_000)),
                                        sometimes(random, 101))
                                : InferenceService.Power.NAMEPLATE,
                        random.nextInt(8),
                        random.nextBoolean(),
                        Duration.ofSeconds(random.nextInt(3_601)),
                        new InferenceService.Placement(
                                random.nextBoolean() ? List.of() : List.of("h1", "h2"),
                                random.nextBoolean() ? Map.of() : Map.of("zone", "sovereign"),
                                oneOrMore(random, 9),
                                oneOrMore(random, 9),
                                oneOrMore(random, 9),
                                random.nextBoolean()),
                        new InferenceService.Slo(
                                Duration.ofMillis(random.nextInt(1_000_000)),
                                Duration.ofSeconds(random.nextInt(1_000_000))),
                        new InferenceService.Traffic("conversation")));
    }

    private static InferenceService.Shape shape(SplittableRandom random) {
        List<String> skus = random.nextBoolean() ? List.of() : List.of("gb300-nvl72");
        return switch (random.nextInt(3)) {
            case 0 -> new InferenceService.Shape(1 + random.nextInt(72), skus);
            case 1 -> InferenceService.Shape.ofRacks(2 + random.nextInt(15), skus);
            default ->
                    InferenceService.Shape.ofPools(
                            new InferenceService.Pools(
                                    new InferenceService.Pool(
                                            1 + random.nextInt(4), 1 + random.nextInt(72), skus),
                                    new InferenceService.Pool(1, 256, List.of("groq3-lpx"))));
        };
    }

    private static OptionalInt sometimes(SplittableRandom random, int bound) {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(bound));
    }

    private static OptionalInt oneOrMore(SplittableRandom random, int bound) {
        return random.nextBoolean()
                ? OptionalInt.empty()
                : OptionalInt.of(1 + random.nextInt(bound));
    }

    @Test
    void labelsOfHallsRowsAndDeliveredRacksComeBack() {
        List<Located<Manifest>> read =
                Readings.accepted(
                        Readings.changed(
                                        Readings.SITE,
                                        "{name: h1, rows: [r1, r2]}",
                                        "{name: h1, rows: [r1, r2], labels: {zone: eu},"
                                                + " rowLabels: {r2: {zone: sovereign}}}")
                                + "---\n"
                                + Readings.changed(
                                        Readings.DELIVERY,
                                        "serial: SN-1,",
                                        "serial: SN-1, labels: {tier: test},"));
        List<Manifest> manifests = read.stream().map(Located::manifest).toList();

        assertThat(writtenAndRead(manifests)).isEqualTo(manifests);
        Site.Hall hall = ((Site) manifests.getFirst()).spec().halls().getFirst();
        assertThat(hall.labelsOf("r1", Map.of())).isEqualTo(Map.of("zone", "eu"));
        assertThat(hall.labelsOf("r2", Map.of())).isEqualTo(Map.of("zone", "sovereign"));
        assertThat(hall.labelsOf("r2", Map.of("zone", "own"))).isEqualTo(Map.of("zone", "own"));
    }
}
