package io.gigafleet.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

    static final String SERVICE =
            """
            apiVersion: gigafleet/v1
            kind: InferenceService
            metadata: {name: frontier-chat, labels: {tier: interactive}}
            spec:
              tenant: acme
              model: {name: deepseek-v3.1, parametersTotal: 671e9, parametersActive: 37e9, precision: fp8, contextTokens: 32768}
              replicas: {min: 2, max: 12}
              shape: {accelerators: 8, skus: [gb300-nvl72]}
              power: {planning: predicted, wattsPerAccelerator: 900}
              priority: 2
              preemptible: false
              placement: {halls: [h1], maxPerRow: 4}
              slo: {ttftP95: 500ms, tpotP95: 40ms}
              traffic: {source: conversation}
            """;

    static Located<Manifest> only(String text) {
        return accepted(text).getFirst();
    }

    static List<Located<Manifest>> accepted(String text) {
        return switch (ManifestReader.read(text)) {
            case ManifestReading.Accepted accepted -> accepted.manifests();
            case ManifestReading.Rejected rejected ->
                    throw new AssertionError("rejected: " + rejected.problems());
        };
    }

    static List<ManifestProblem> rejected(String text) {
        return switch (ManifestReader.read(text)) {
            case ManifestReading.Accepted accepted ->
                    throw new AssertionError("accepted: " + accepted.manifests());
            case ManifestReading.Rejected rejected -> rejected.problems();
        };
    }

    @Test
    void readsTheServiceOfTheDesign() {
        InferenceService service = (InferenceService) only(SERVICE).manifest();

        assertThat(service.name()).isEqualTo("frontier-chat");
        assertThat(service.metadata().labels()).containsEntry("tier", "interactive");
        assertThat(service.spec().model().parametersTotal()).isEqualTo(671e9);
        assertThat(service.spec().model().precision()).isEqualTo(InferenceService.Precision.FP8);
        assertThat(service.spec().shape().skus()).containsExactly("gb300-nvl72");
        assertThat(service.spec().power().wattsPerAccelerator()).isEqualTo(OptionalLong.of(900));
        assertThat(service.spec().placement().maxPerRow()).isEqualTo(OptionalInt.of(4));
        assertThat(service.spec().slo().ttftP95()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void unknownFieldIsNamedWithItsPlaceAndTheOneMeant() {
        assertThat(rejected(SERVICE.replace("  replicas:", "  replcas:")))
                .extracting(ManifestProblem::toString)
                .containsExactly(
                        "7:3 spec.replcas: unknown field 'replcas'; did you mean 'replicas'?");
    }

    @Test
    void wrongUnitIsNamedWithWhatToWrite() {
        assertThat(rejected(SERVICE.replace("500ms", "500 watts")))
                .extracting(ManifestProblem::toString)
                .containsExactly(
                        "13:18 spec.slo.ttftP95: '500 watts' is not a duration; write 500ms or 2s");
    }
}
