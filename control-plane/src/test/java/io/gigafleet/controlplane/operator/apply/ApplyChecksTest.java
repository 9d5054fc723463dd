package io.gigafleet.controlplane.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.RolloutStandings;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplyChecksTest {

    private static final String SITE =
            """
            apiVersion: gigafleet/v1
            kind: Site
            metadata: {name: tiny}
            spec:
              halls:
                - {name: h1, rows: [h1-r1]}
                - {name: h2, rows: [h2-r1]}
              domains:
                - {name: feed, kind: site, continuousWatts: 100000}
                - {name: pdu, kind: pdu, parent: feed, continuousWatts: 50000}
              loops:
                - {name: l1, hall: h1, heatCapacityWatts: 40000}
                - {name: l2, hall: h2, heatCapacityWatts: 40000}
            """;

    private static final String RACK =
            """
            apiVersion: gigafleet/v1
            kind: Rack
            metadata: {name: r1}
            spec: {sku: gb300-nvl72, serial: S1, hall: h1, row: h1-r1, position: 1, powerDomain: pdu, coolantLoop: l1}
            """;

    private static final Declared CATALOGUE = Declared.NONE.with(SkuCatalogue.builtIn().skus());

    private static Declared with(String... documents) {
        return CATALOGUE.with(read(documents).stream().map(Located::manifest).toList());
    }

    private static List<Located<Manifest>> read(String... documents) {
        return Applier.read(String.join("---\n", documents));
    }

    private static List<ManifestProblem> allProblems(
            Declared before, List<Located<Manifest>> changed, List<Replica> replicas) {
        return ApplyChecks.problems(
                before, changed, replicas, RolloutStandings.NONE, Instant.EPOCH);
    }

    private static List<String> problems(Declared before, String... documents) {
        return allProblems(before, read(documents), List.of()).stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .toList();
    }

    @Test
    void soundPlantHasNoProblems() {
        assertThat(problems(CATALOGUE, SITE, RACK)).isEmpty();
    }

    private static final String SERVICE =
            """
            apiVersion: gigafleet/v1
            kind: Tenant
            metadata: {name: acme}
            spec: {acceleratorQuota: 72}
            ---
            apiVersion: gigafleet/v1
            kind: InferenceService
            metadata: {name: chat}
            spec:
              tenant: acme
              model: {name: small, parametersTotal: 8e9, parametersActive: 8e9, precision: fp8, contextTokens: 8192}
              replicas: {min: 1, max: 1}
              shape: {accelerators: 1}
              priority: 1
              preemptible: false
              slo: {ttftP95: 500ms, tpotP95: 40ms}
              traffic: {source: conversation}
            """;

    @Test
    void serviceKeepsItsModel() {
        assertThat(
                        problems(
                                with(SITE, RACK, SERVICE),
                                SERVICE.replace("name: small", "name: other")))
                .containsExactly(
                        "spec.model: service 'chat' serves small; a service keeps its model");
    }

    @Test
    void serviceWhoseWeightsExceedItsMemoryIsRefused() {
        assertThat(problems(CATALOGUE, SITE, RACK, SERVICE.replace("8e9", "671e9")))
                .singleElement()
                .asString()
                .contains("NeverFits", "671 GB for its weights");
    }

    @Test
    void rackOnALoopOfAnotherHallIsRefused() {
        assertThat(problems(CATALOGUE, SITE, RACK.replace("coolantLoop: l1", "coolantLoop: l2")))
                .containsExactly(
                        "spec.coolantLoop: loop 'l2' cools hall 'h2', and the rack stands in 'h1'");
    }

    @Test
    void oneRowNameInTwoHallsIsRefused() {
        assertThat(problems(CATALOGUE, SITE.replace("h2-r1", "h1-r1")))
                .containsExactly("spec.halls[1].rows[0]: hall 'h1' has a row of that name");
    }

    @Test
    void idleHeatBeyondALoopIsRefusedAtTheRackThatGoesOver() {
        String second =
                RACK.replace("r1}", "r2}")
                        .replace("S1", "S2")
                        .replace("position: 1", "position: 2");
        String third =
                RACK.replace("r1}", "r3}")
                        .replace("S1", "S3")
                        .replace("position: 1", "position: 3");

        assertThat(problems(CATALOGUE, SITE.replace("50000", "90000"), RACK, second, third))
                .containsExactly(
                        "spec.coolantLoop: coolant loop 'l1' carries 40000 W, and its racks draw"
                                + " 54810 W when idle");
    }

    @Test
    void loweredBudgetBelowIdleIsRefusedAtTheSite() {
        assertThat(problems(with(SITE, RACK), SITE.replace("50000", "20000")))
                .containsExactly(
                        "spec.domains[1].continuousWatts: power domain 'pdu' carries 20000 W, and"
                                + " its racks draw 21000 W when idle");
    }

    @Test
    void budgetMayFallBelowWhatIsCommitted() {
        Replica replica =
                new Replica(
                        "x",
                        "s",
                        0,
                        "r1",
                        List.of(0),
                        ReplicaState.SERVING,
                        true,
                        20_000,
                        "placed");

        assertThat(
                        allProblems(
                                with(SITE, RACK),
                                read(SITE.replace("50000", "30000")),
                                List.of(replica)))
                .as("placement and safety bring the load down")
                .isEmpty();
    }

    @Test
    void skuMayNotShrinkBelowWhatReplicasHold() {
        Replica replica =
                new Replica(
                        "x", "s", 0, "r1", List.of(71), ReplicaState.SERVING, true, 0, "placed");
        String smaller =
                """
                apiVersion: gigafleet/v1
                kind: Sku
                metadata: {name: gb300-nvl72}
                spec:
                  accelerators: 36
                  computeTrays: 9
                  switchTrays: 9
                  scaleUpDomain: 36
                  memoryGigabytes: 288
                  memoryBandwidthTerabytesPerSecond: 8.0
                  peakDenseFp4Petaflops: 15.0
                  power: {idleWatts: 21000, peakWatts: 140000, acceleratorIdleWatts: 150, acceleratorPeakWatts: 1400, acceleratorMinCapWatts: 200}
                  cooling: {liquidFraction: 0.87, flowLitersPerMinutePerKilowatt: 1.5, supplyCelsius: 40}
                  limits: {slowdownCelsius: 87, shutdownCelsius: 92, memoryCelsius: 95}
                """;

        assertThat(allProblems(with(SITE, RACK), read(smaller), List.of(replica)))
                .extracting(problem -> problem.message() + "; " + problem.hint())
                .containsExactly(
                        "replicas hold 72 accelerators of rack 'r1', which is a gb300-nvl72; write"
                                + " at least 72, or drain the rack first");
        assertThat(allProblems(with(SITE, RACK), read(smaller), List.of())).isEmpty();
    }

    @Test
    void hallThatAServiceIsConfinedToStays() {
        Declared before =
                with(
                        SITE,
                        RACK,
                        """
                        apiVersion: gigafleet/v1
                        kind: Tenant
                        metadata: {name: acme}
                        spec: {acceleratorQuota: 72}
                        """,
                        """
                        apiVersion: gigafleet/v1
                        kind: InferenceService
                        metadata: {name: sovereign}
                        spec:
                          tenant: acme
                          model: {name: m, parametersTotal: 8e9, parametersActive: 8e9, precision: fp8, contextTokens: 8192}
                          replicas: {min: 1, max: 1}
                          shape: {accelerators: 1}
                          priority: 0
                          preemptible: false
                          placement: {halls: [h2]}
                          slo: {ttftP95: 1s, tpotP95: 50ms}
                          traffic: {source: t}
                        """);
        String withoutHall =
                SITE.replace("    - {name: h2, rows: [h2-r1]}\n", "")
                        .replace("    - {name: l2, hall: h2, heatCapacityWatts: 40000}\n", "");

        assertThat(problems(before, withoutHall))
                .containsExactly(
                        "spec.halls: hall h2 is gone, and service 'sovereign' is confined to it");
    }

    @Test
    void gangLargerThanItsTenantsQuotaAndLoanIsRefused() {
        String gang = SERVICE.replace("accelerators: 1", "racks: 2, skus: [gb300-nvl72]");

        assertThat(problems(CATALOGUE, SITE, RACK, gang))
                .containsExactly(
                        "spec.shape.racks: one replica needs 144 accelerators, and tenant 'acme'"
                                + " may hold 72");
        assertThat(
                        problems(
                                CATALOGUE,
                                SITE,
                                RACK,
                                SERVICE.replace(
                                        "acceleratorQuota: 72",
                                        "acceleratorQuota: 0, borrowLimit: 72")))
                .isEmpty();
    }

    @Test
    void unknownSkuOfAPoolIsNamed() {
        assertThat(
                        problems(
                                CATALOGUE,
                                SITE,
                                RACK,
                                SERVICE.replace(
                                        "accelerators: 1",
                                        "pools: {prefill: {count: 1, accelerators: 8}, decode:"
                                                + " {count: 1, accelerators: 8, skus: [groq4]}}")))
                .singleElement()
                .asString()
                .startsWith("spec.shape.pools.decode.skus[0]: no SKU is named 'groq4'");
    }

    @Test
    void labelsOfHallRowAndRackMeetAtTheRack() {
        Declared plant =
                with(
                        SITE.replace(
                                "{name: h1, rows: [h1-r1]}",
                                "{name: h1, rows: [h1-r1], labels: {zone: eu, tier: a},"
                                        + " rowLabels: {h1-r1: {tier: b, net: x}}}"),
                        RACK.replace("{name: r1}", "{name: r1, labels: {net: y}}"));

        assertThat(plant.topology().rack(0).labels())
                .isEqualTo(Map.of("zone", "eu", "tier", "b", "net", "y"));
    }

    @Test
    void serviceWhoseRacksAreOnTheirWayIsAcceptedAndOneWithoutAnyIsNot() {
        String delivery =
                """
                apiVersion: gigafleet/v1
                kind: RackDelivery
                metadata: {name: november}
                spec:
                  racks:
                    - {name: r1, sku: gb300-nvl72, serial: S1, hall: h1, row: h1-r1, position: 1, powerDomain: pdu, coolantLoop: l1}
                """;
        String selective = SERVICE.replace("accelerators: 1", "accelerators: 1, skus: [SKU]");

        assertThat(problems(CATALOGUE, SITE, delivery, selective.replace("SKU", "gb300-nvl72")))
                .isEmpty();
        assertThat(problems(CATALOGUE, SITE, selective.replace("SKU", "gb200-nvl72")))
                .as("a site without racks waits for them")
                .isEmpty();
        assertThat(problems(CATALOGUE, SITE, delivery, selective.replace("SKU", "gb200-nvl72")))
                .singleElement()
                .asString()
                .startsWith("spec.shape.skus: NoSuchSku: ");
    }
}
