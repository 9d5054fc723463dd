package io.gigafleet.schemas.manifest;

import static io.gigafleet.schemas.manifest.Readings.RACK;
import static io.gigafleet.schemas.manifest.Readings.SERVICE;
import static io.gigafleet.schemas.manifest.Readings.SITE;
import static io.gigafleet.schemas.manifest.Readings.TENANT;
import static io.gigafleet.schemas.manifest.Readings.accepted;
import static io.gigafleet.schemas.manifest.Readings.changed;
import static io.gigafleet.schemas.manifest.Readings.only;
import static io.gigafleet.schemas.manifest.Readings.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

    @Test
    void readsAService() {
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
    void readsASite() {
        Site.Spec site = ((Site) only(SITE).manifest()).spec();

        assertThat(site.halls()).extracting(Site.Hall::name).containsExactly("h1", "h2");
        assertThat(site.domains().getFirst().kind()).isEqualTo(Site.DomainKind.SITE);
        assertThat(site.domains().getFirst().parent()).isEmpty();
        assertThat(site.domains().getFirst().failoverWatts()).isEqualTo(OptionalLong.of(400_000));
        assertThat(site.domains().getLast().failoverWatts()).isEmpty();
        assertThat(site.loops().getFirst().heatCapacityWatts()).isEqualTo(1_350_000);
    }

    @Test
    void readsManyDocumentsInOrderAndSkipsEmptyOnes() {
        List<Located<Manifest>> manifests =
                accepted("---\n# plant\n---\n" + SITE + "---\n" + RACK + "---\n---\n" + TENANT);

        assertThat(manifests)
                .extracting(located -> located.manifest().kind())
                .containsExactly("Site", "Rack", "Tenant");
        assertThat(manifests).extracting(Located::document).containsExactly(2, 3, 5);
    }

    @Test
    void whatIsLeftOutHasTheDocumentedDefault() {
        String least =
                SERVICE.lines()
                        .filter(
                                line ->
                                        !line.matches(
                                                "  (power|priority|preemptible|placement):.*"))
                        .collect(Collectors.joining("\n"));

        InferenceService.Spec spec = ((InferenceService) only(least).manifest()).spec();

        assertThat(spec.power()).isEqualTo(InferenceService.Power.NAMEPLATE);
        assertThat(spec.placement()).isEqualTo(InferenceService.Placement.ANYWHERE);
        assertThat(spec.priority()).isZero();
        assertThat(spec.preemptible()).isFalse();
    }

    @Test
    void readsJsonToo() {
        String json =
                """
                {"apiVersion": "gigafleet/v1", "kind": "Tenant",
                 "metadata": {"name": "acme"}, "spec": {"acceleratorQuota": 576}}
                """;

        assertThat(only(json).manifest()).isEqualTo(only(TENANT).manifest());
    }

    @Test
    void readsTextThatBeginsWithAByteOrderMarkAndHasWindowsLineEnds() {
        assertThat(only("\uFEFF" + TENANT.replace("\n", "\r\n")).manifest())
                .isEqualTo(only(TENANT).manifest());
    }

    @Test
    void everyProblemOfEveryDocumentIsReportedInOrderOfPosition() {
        String text =
                changed(RACK, "position: 1", "position: 0")
                        + "---\n"
                        + changed(TENANT, "576", "many")
                        + "---\n"
                        + changed(changed(SERVICE, "fp8", "int8"), "min: 2", "min: -2");

        assertThat(rejected(text))
                .extracting(problem -> problem.document() + " " + problem.field())
                .containsExactly(
                        "1 spec.position",
                        "2 spec.acceleratorQuota",
                        "3 spec.model.precision",
                        "3 spec.replicas.min");
    }

    @Test
    void soundDocumentsBeforeASyntaxErrorAreStillChecked() {
        assertThat(rejected(changed(TENANT, "576", "many") + "---\nkind: [Rack\n"))
                .extracting(ManifestProblem::document)
                .containsExactly(1, 2);
    }

    @Test
    void twoManifestsOfOneKindMayNotShareAName() {
        assertThat(rejected(RACK + "---\n" + TENANT + "---\n" + RACK))
                .extracting(ManifestProblem::toString)
                .containsExactly(
                        "13:18 metadata.name: Rack 'rack-1' is declared twice; the first is on"
                                + " line 3, document 1");
    }

    @Test
    void manifestsOfDifferentKindsMayShareAName() {
        assertThat(accepted(TENANT + "---\n" + changed(RACK, "rack-1", "acme"))).hasSize(2);
    }

    @Test
    void locatedManifestNamesTheLineOfAField() {
        Located<Manifest> service = only(SERVICE);

        assertThat(service.at("spec.shape.skus[0]")).isEqualTo(new Position(8, 35));
        assertThat(service.at("spec.shape.skus[7]")).isEqualTo(new Position(8, 34));
        assertThat(service.at("")).isEqualTo(new Position(1, 1));
        assertThat(service.problem("spec.tenant", "no tenant is named 'acme'", "apply it first"))
                .hasToString("5:11 spec.tenant: no tenant is named 'acme'; apply it first");
    }

    @Test
    void moreDocumentsThanTheLimitAreRefused() {
        String text = "a: b\n---\n".repeat(ManifestReader.MAX_DOCUMENTS + 1);

        assertThat(rejected(text)).hasSize(ManifestReader.MAX_PROBLEMS + 1);
        assertThat(YamlParser.parse(text, 2).problems())
                .extracting(ManifestProblem::message)
                .containsExactly("more than 2 documents");
    }

    @Test
    void tooManyProblemsAreCounted() {
        String text =
                IntStream.range(0, ManifestReader.MAX_PROBLEMS + 5)
                        .mapToObj(i -> "kind: Pod\n")
                        .collect(Collectors.joining("---\n"));

        assertThat(rejected(text).getLast().message()).isEqualTo("5 more problems from here on");
    }

    @Test
    void longerInputThanTheLimitIsRefused() {
        assertThat(rejected("#".repeat(ManifestReader.MAX_CHARACTERS + 1)))
                .extracting(ManifestProblem::message)
                .containsExactly("the input has 16777217 characters");
    }

    @Test
    void aGangConsistsOfWholeRacks() {
        assertThat(shape("racks: 3").parts())
                .isEqualTo(
                        Collections.nCopies(
                                3,
                                new InferenceService.Part(
                                        InferenceService.Role.AGGREGATED,
                                        OptionalInt.empty(),
                                        List.of("gb300-nvl72"))));
        assertThat(shape("racks: 3").liesInOneRack()).isFalse();
    }

    @Test
    void pooledReplicasHavePrefillPartsBeforeDecodeParts() {
        assertThat(
                        shape(
                                        "pools: {prefill: {count: 2, accelerators: 8}, decode:"
                                                + " {count: 1, accelerators: 256, skus:"
                                                + " [groq3-lpx]}}")
                                .parts())
                .containsExactly(
                        new InferenceService.Part(
                                InferenceService.Role.PREFILL,
                                OptionalInt.of(8),
                                List.of("gb300-nvl72")),
                        new InferenceService.Part(
                                InferenceService.Role.PREFILL,
                                OptionalInt.of(8),
                                List.of("gb300-nvl72")),
                        new InferenceService.Part(
                                InferenceService.Role.DECODE,
                                OptionalInt.of(256),
                                List.of("groq3-lpx")));
    }

    @Test
    void aTenantThatMayNotBorrowHasAHardQuota() {
        assertThat(((Tenant) only(TENANT).manifest()).spec()).isEqualTo(new Tenant.Spec(576, 0));
        assertThat(
                        ((Tenant) only(changed(TENANT, "576", "576, borrowLimit: 144")).manifest())
                                .spec())
                .isEqualTo(new Tenant.Spec(576, 144));
    }

    private static InferenceService.Shape shape(String size) {
        return ((InferenceService) only(changed(SERVICE, "accelerators: 8", size)).manifest())
                .spec()
                .shape();
    }
}
