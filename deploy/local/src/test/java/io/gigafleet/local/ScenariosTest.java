package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

    private static final Path EXAMPLES = Path.of("../examples");

    /** A gigawatt takes a while to write down. */
    private static final Map<String, Scenario> LOADED = new ConcurrentHashMap<>();

    private static final Map<String, List<Manifest>> MANIFESTS = new ConcurrentHashMap<>();

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"dps-8", "hall-64", "gigawatt"})
    void everyRackStandsInARowAndHasADomainAndALoop(String name) {
        Scenario scenario = load(name);
        Site.Spec site = site(scenario);
        Set<String> domains = set(site.domains(), Site.Domain::name);
        Set<String> loops = set(site.loops(), Site.Loop::name);
        Set<String> rows = new HashSet<>();
        site.halls().forEach(hall -> hall.rows().forEach(row -> rows.add(hall.name() + "/" + row)));

        assertThat(racks(scenario))
                .allMatch(rack -> domains.contains(rack.spec().powerDomain()))
                .allMatch(rack -> loops.contains(rack.spec().coolantLoop()))
                .allMatch(rack -> rows.contains(rack.spec().hall() + "/" + rack.spec().row()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dps-8", "hall-64", "gigawatt"})
    void namesSerialsAndPositionsAreUnique(String name) {
        List<Rack> racks = racks(load(name));

        assertThat(racks).extracting(Rack::name).doesNotHaveDuplicates();
        assertThat(racks).extracting(rack -> rack.spec().serial()).doesNotHaveDuplicates();
        assertThat(racks)
                .extracting(rack -> rack.spec().row() + "/" + rack.spec().position())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dps-8", "hall-64", "gigawatt"})
    void idleRacksFitEveryBudgetAndRacksAtPeakExceedTheSite(String name) {
        Scenario scenario = load(name);
        Sku.Power power = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow().spec().power();
        for (Site.Domain domain : site(scenario).domains()) {
            long racks = racksUnder(scenario, domain);
            assertThat(racks * power.idleWatts()).isLessThan(domain.continuousWatts());
            if (domain.kind() == Site.DomainKind.SITE) {
                assertThat(racks).isEqualTo(scenario.racks());
                assertThat(racks * power.peakWatts()).isGreaterThan(domain.continuousWatts());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dps-8", "hall-64", "gigawatt"})
    void aLoopCoolsItsRacksAtPeak(String name) {
        Scenario scenario = load(name);
        Sku.Spec sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow().spec();
        double liquidWatts = sku.power().peakWatts() * sku.cooling().liquidFraction();
        for (Site.Loop loop : site(scenario).loops()) {
            long racks =
                    racks(scenario).stream()
                            .filter(rack -> rack.spec().coolantLoop().equals(loop.name()))
                            .count();
            assertThat(racks).isPositive();
            assertThat((double) racks * liquidWatts).isLessThan((double) loop.heatCapacityWatts());
        }
    }

    @ParameterizedTest
    @CsvSource({"dps-8, 18", "hall-64, 64", "gigawatt, 7000"})
    void servicesLeaveRoomForTheReplicasOfLostRacks(String name, int spareReplicasOfEight) {
        Scenario scenario = load(name);
        int accelerators = 72 * scenario.racks();
        int held =
                services(scenario).stream()
                        .map(InferenceService::spec)
                        .mapToInt(spec -> spec.replicas().min() * spec.shape().accelerators())
                        .sum();

        assertThat(held).isLessThanOrEqualTo(accelerators - 8 * spareReplicasOfEight);
        assertThat(held).isGreaterThan(accelerators / 2);
    }

    @Test
    void gigawattHasSevenThousandRacksAndFiftyThousandReplicas() {
        Scenario scenario = load("gigawatt");
        int replicas =
                services(scenario).stream()
                        .mapToInt(service -> service.spec().replicas().min())
                        .sum();

        assertThat(scenario.racks()).isEqualTo(7_000);
        assertThat(replicas).isEqualTo(50_000);
        assertThat(site(scenario).halls()).hasSize(7);
    }

    @Test
    void hallHasFourRowsOfSixteen() {
        Scenario scenario = load("hall-64");

        assertThat(site(scenario).halls()).hasSize(1);
        assertThat(site(scenario).halls().getFirst().rows()).hasSize(4);
        assertThat(scenario.loops()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 17, 64, 1_025})
    void generatedManifestsReadBackAsTheyWereMade(int racks) {
        assertThat(manifests(Scenarios.generated("any", racks)))
                .isEqualTo(SiteGenerator.generate("any", racks));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dps-8", "hall-64", "gigawatt"})
    void theOutlineCountsWhatTheManifestsHold(String name) {
        Scenario scenario = load(name);

        assertThat(scenario.loops())
                .isEqualTo(site(scenario).loops().stream().map(Site.Loop::name).toList());
        assertThat(scenario.racks()).isEqualTo(racks(scenario).size());
        assertThat(scenario.services()).isEqualTo(services(scenario).size());
    }

    @Test
    void theSameSizeGivesTheSameSite() {
        assertThat(Scenarios.generated("any", 100)).isEqualTo(Scenarios.generated("any", 100));
    }

    @Test
    void aFileWithATypoIsRefusedWithTheLineOfIt() throws IOException {
        Path file = directory.resolve("site.yaml");
        Files.writeString(
                file,
                Files.readString(EXAMPLES.resolve("dps-8.yaml")).replace("position:", "psition:"));

        assertThatThrownBy(
                        () -> Scenarios.load(file.toString(), OptionalInt.empty(), false, EXAMPLES))
                .isInstanceOfSatisfying(
                        StackException.class,
                        e ->
                                assertThat(e.details())
                                        .anyMatch(line -> line.contains("did you mean")));
    }

    @Test
    void aFileWithoutASiteIsRefused() throws IOException {
        Path file = directory.resolve("tenant.yaml");
        Files.writeString(
                file,
                """
                apiVersion: gigafleet/v1
                kind: Tenant
                metadata: {name: acme}
                spec: {acceleratorQuota: 8}
                """);

        assertThatThrownBy(
                        () -> Scenarios.load(file.toString(), OptionalInt.empty(), false, EXAMPLES))
                .hasMessageContaining("has no Site");
    }

    @Test
    void anUnknownScenarioNamesTheKnownOnes() {
        assertThatThrownBy(() -> Scenarios.load("dps-9", OptionalInt.empty(), false, EXAMPLES))
                .hasMessageContaining("dps-8, hall-64, gigawatt");
    }

    @Test
    void racksCantBeChosenForAScenarioFromAFile() {
        assertThatThrownBy(() -> Scenarios.load("dps-8", OptionalInt.of(9), false, EXAMPLES))
                .isInstanceOf(UpOptions.UsageException.class);
    }

    @Test
    void anEmptyHallHasPositionsAndNoRacks() {
        Scenario empty = Scenarios.load("hall-64", OptionalInt.empty(), true, EXAMPLES);

        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.racks()).isEqualTo(64);
        assertThat(manifests(empty)).noneMatch(Rack.class::isInstance);
        assertThat(manifests(empty).getFirst()).isEqualTo(manifests(load("hall-64")).getFirst());
    }

    @Test
    void aScenarioFromAFileCantBeEmptied() {
        assertThatThrownBy(() -> Scenarios.load("dps-8", OptionalInt.empty(), true, EXAMPLES))
                .isInstanceOf(UpOptions.UsageException.class)
                .hasMessageContaining("--empty");
    }

    @Test
    void theExampleDeliveryFillsTheHallRackByRack() throws IOException {
        ManifestReading reading =
                ManifestReader.read(Files.readString(EXAMPLES.resolve("rollout-hall-64.yaml")));

        assertThat(reading).isInstanceOf(ManifestReading.Accepted.class);
        RackDelivery delivery =
                (RackDelivery)
                        ((ManifestReading.Accepted) reading).manifests().getFirst().manifest();
        assertThat(delivery.spec().racks().stream().map(rack -> (Manifest) rack.rack()).toList())
                .isEqualTo(
                        manifests(load("hall-64")).stream()
                                .filter(Rack.class::isInstance)
                                .toList());
    }

    private static Scenario load(String name) {
        return LOADED.computeIfAbsent(
                name, known -> Scenarios.load(known, OptionalInt.empty(), false, EXAMPLES));
    }

    private static List<Manifest> manifests(Scenario scenario) {
        return switch (ManifestReader.read(scenario.yaml())) {
            case ManifestReading.Accepted accepted ->
                    accepted.manifests().stream()
                            .map(located -> (Manifest) located.manifest())
                            .toList();
            case ManifestReading.Rejected rejected ->
                    throw new AssertionError(scenario.name() + ": " + rejected.problems());
        };
    }

    private static <T extends Manifest> List<T> all(Scenario scenario, Class<T> kind) {
        return MANIFESTS.computeIfAbsent(scenario.yaml(), known -> manifests(scenario)).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Site.Spec site(Scenario scenario) {
        return all(scenario, Site.class).getFirst().spec();
    }

    private static List<Rack> racks(Scenario scenario) {
        return all(scenario, Rack.class);
    }

    private static List<InferenceService> services(Scenario scenario) {
        return all(scenario, InferenceService.class);
    }

    private static long racksUnder(Scenario scenario, Site.Domain domain) {
        Map<String, String> parents =
                site(scenario).domains().stream()
                        .collect(Collectors.toMap(Site.Domain::name, Site.Domain::parent));
        return racks(scenario).stream()
                .filter(
                        rack -> {
                            String at = rack.spec().powerDomain();
                            while (!at.isEmpty() && !at.equals(domain.name())) {
                                at = parents.getOrDefault(at, "");
                            }
                            return at.equals(domain.name());
                        })
                .count();
    }

    private static <T> Set<String> set(List<T> items, Function<T, String> name) {
        return items.stream().map(name).collect(Collectors.toSet());
    }
}
