package io.gigafleet.bench.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionSiteTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 1_500, 7_000})
    void theSiteIsSoundAndHasAllRacksAndReplicas(int racks) {
        ReactionSite site = new ReactionSite(racks);
        List<Manifest> manifests = read(site);

        assertThat(racksIn(manifests)).hasSize(racks);
        assertThat(
                        manifests.stream()
                                .filter(InferenceService.class::isInstance)
                                .map(InferenceService.class::cast)
                                .mapToInt(service -> service.spec().replicas().min())
                                .sum())
                .isEqualTo(site.replicas());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 7_000})
    void oneRackHangsOnEachTightPduAndNoServiceReachesIt(int racks) {
        ReactionSite site = new ReactionSite(racks);
        List<Manifest> manifests = read(site);

        assertThat(
                        racksIn(manifests).stream()
                                .filter(rack -> rack.spec().powerDomain().startsWith("tight-"))
                                .collect(
                                        Collectors.groupingBy(
                                                rack -> rack.spec().powerDomain(),
                                                Collectors.counting())))
                .hasSize(site.tightPdus())
                .allSatisfy((pdu, count) -> assertThat(count).isEqualTo(1));
        assertThat(manifests)
                .filteredOn(InferenceService.class::isInstance)
                .allSatisfy(
                        service ->
                                assertThat(((InferenceService) service).spec().placement().halls())
                                        .isNotEmpty()
                                        .doesNotContain("edge"));
    }

    @ParameterizedTest
    @ValueSource(ints = {7_000})
    void aGigawattHasFiftyThousandReplicas(int racks) {
        assertThat(new ReactionSite(racks).replicas()).isEqualTo(50_000);
    }

    private static List<Rack> racksIn(List<Manifest> manifests) {
        return manifests.stream().filter(Rack.class::isInstance).map(Rack.class::cast).toList();
    }

    private static List<Manifest> read(ReactionSite site) {
        ManifestReading reading = ManifestReader.read(site.manifests());
        assertThat(reading).isInstanceOf(ManifestReading.Accepted.class);
        List<Manifest> manifests =
                ((ManifestReading.Accepted) reading)
                        .manifests().stream().<Manifest>map(Located::manifest).toList();
        assertThat(manifests).filteredOn(Site.class::isInstance).hasSize(1);
        return manifests;
    }
}
