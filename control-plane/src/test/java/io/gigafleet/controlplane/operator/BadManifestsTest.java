package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with a manifest is named with its line and field, and nothing is half applied. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class BadManifestsTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void emptyLedger() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
    }

    private Answer refused(String... documents) {
        long before = rows.count("rack") + rows.count("service") + rows.count("tenant");
        Answer answer = api.apply(Plant.together(documents));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("manifest-invalid");
        assertThat(rows.count("rack") + rows.count("service") + rows.count("tenant"))
                .as("nothing is half applied")
                .isEqualTo(before);
        return answer;
    }

    private void planted() {
        assertThat(api.apply(Plant.together(Plant.SITE, Plant.TENANT, Plant.racks(4))).status())
                .isEqualTo(200);
    }

    @Test
    void unknownFieldIsNamedWithItsLine() {
        Answer answer = refused(Plant.TENANT, Plant.SERVICE.replace("preemptible:", "preemtible:"));

        assertThat(answer.firstFault()).isEqualTo("document 2, line 16: spec.preemtible");
        assertThat(answer.firstMessage()).contains("preemptible");
    }

    @Test
    void wrongUnitIsNamedWithWhatWasExpected() {
        Answer answer = refused(Plant.TENANT, Plant.SERVICE.replace("500ms", "0.5 seconds"));

        assertThat(answer.firstFault()).contains("spec.slo.ttftP95");
        assertThat(answer.firstMessage()).contains("500ms");
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
        Answer answer = refused("apiVersion: gigafleet/v1\nkind: [Tenant\n");

        assertThat(answer.body().path("problems").path(0).path("line").asInt()).isPositive();
    }

    @Test
    void emptyInputIsRefused() {
        assertThat(api.apply("").status()).isEqualTo(422);
    }

    @Test
    void everyProblemOfEveryDocumentIsNamedAtOnce() {
        planted();

        Answer answer =
                refused(
                        Plant.SERVICE
                                .replace("tenant: acme", "tenant: acne")
                                .replace("gb300-nvl72", "gb300"),
                        Plant.rack(1).replace("pdu-1", "pdu-9"));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("field").asText())
                .containsExactly("spec.tenant", "spec.shape.skus[0]", "spec.powerDomain");
        assertThat(answer.firstMessage()).contains("did you mean 'acme'?");
    }

    @Test
    void rackOnATakenPositionIsRefused() {
        planted();

        Answer answer = refused(Plant.rack(4).replace("position: 2", "position: 1"));

        assertThat(answer.firstFault()).isEqualTo("document 1, line 4: spec.position");
        assertThat(answer.firstMessage()).contains("rack 'r3' stands at position 1");
    }

    @Test
    void racksMayChangePlaces() {
        planted();

        Answer answer =
                api.apply(
                        Plant.together(
                                Plant.rack(3).replace("position: 1", "position: 2"),
                                Plant.rack(4).replace("position: 2", "position: 1")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void twoRacksOfOneSerialNumberAreRefused() {
        planted();

        assertThat(refused(Plant.rack(4).replace("SN-4", "SN-1")).firstFault())
                .contains("spec.serial");
    }

    @Test
    void rackInAnUnknownRowIsRefused() {
        planted();

        assertThat(refused(Plant.rack(4).replace("row: h1-r2", "row: h1-r3")).firstFault())
                .contains("spec.row");
    }

    @Test
    void racksBeforeAnySiteAreRefused() {
        Answer answer = refused(Plant.rack(1));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("field").asText())
                .contains("spec.hall", "spec.powerDomain", "spec.coolantLoop");
    }

    @Test
    void racksThatOverloadADomainWhileIdleAreRefused() {
        Answer answer =
                refused(Plant.SITE.replace("200000", "40000"), Plant.TENANT, Plant.racks(2));

        assertThat(answer.firstFault()).contains("spec.powerDomain");
        assertThat(answer.firstMessage())
                .contains("'pdu-1' carries 40000 W, and its racks draw 42000 W when idle");
    }

    @Test
    void domainsInUseStay() {
        planted();

        Answer answer =
                refused(
                        Plant.SITE.replace(
                                "    - {name: pdu-2, kind: pdu, parent: feed, continuousWatts:"
                                        + " 200000}\n",
                                ""));

        assertThat(answer.firstFault()).contains("spec.domains");
        assertThat(answer.firstMessage()).contains("r3, r4");
    }

    @Test
    void secondSiteIsRefused() {
        planted();

        assertThat(refused(Plant.SITE.replace("name: dps", "name: other")).firstMessage())
                .contains("this control plane runs site 'dps'");
    }

    @Test
    void serviceThatCanNeverFitIsRefusedWithTheReason() {
        planted();

        Answer answer = refused(Plant.SERVICE.replace("accelerators: 8", "accelerators: 80"));

        assertThat(answer.firstFault()).isEqualTo("document 1, line 8: spec.shape.accelerators");
        assertThat(answer.firstMessage()).contains("NeverFits").contains("72");
    }

    @Test
    void serviceWhoseSkuNoRackHasIsRefused() {
        planted();

        Answer answer = refused(Plant.SERVICE.replace("gb300-nvl72", "vera-rubin-nvl72"));

        assertThat(answer.firstFault()).contains("spec.shape.skus");
        assertThat(answer.firstMessage()).contains("NoSuchSku");
    }

    @Test
    void quotaSmallerThanOneReplicaIsRefused() {
        planted();

        Answer atService = refused(Plant.TENANT.replace("288", "4"), Plant.SERVICE);
        assertThat(atService.firstFault()).contains("spec.shape.accelerators");

        assertThat(api.apply(Plant.SERVICE).status()).isEqualTo(200);
        Answer atTenant = refused(Plant.TENANT.replace("288", "4"));
        assertThat(atTenant.firstFault()).contains("spec.acceleratorQuota");
        assertThat(atTenant.firstMessage()).contains("frontier-chat");
    }

    @Test
    void rackKeepsWhatRunsOnIt() {
        planted();
        assertThat(api.apply(Plant.SERVICE).status()).isEqualTo(200);
        rows.serving("a", "frontier-chat", 0, "r1", 8, 7_000);
        String smaller =
                """
                apiVersion: gigafleet/v1
                kind: Sku
                metadata: {name: tiny}
                spec:
                  accelerators: 4
                  computeTrays: 1
                  switchTrays: 0
                  scaleUpDomain: 4
                  memoryGigabytes: 288
                  memoryBandwidthTerabytesPerSecond: 8.0
                  peakDenseFp4Petaflops: 15.0
                  power: {idleWatts: 2000, peakWatts: 8000, acceleratorIdleWatts: 150, acceleratorPeakWatts: 1400, acceleratorMinCapWatts: 200}
                  cooling: {liquidFraction: 0.87, flowLitersPerMinutePerKilowatt: 1.5, supplyCelsius: 40}
                  limits: {slowdownCelsius: 87, shutdownCelsius: 92, memoryCelsius: 95}
                """;

        Answer shrunk = refused(smaller, Plant.rack(1).replace("gb300-nvl72", "tiny"));
        assertThat(shrunk.firstFault()).contains("spec.sku");

        Answer moved = refused(Plant.rack(1).replace("pdu-1", "pdu-2"));
        assertThat(moved.firstFault()).contains("spec.powerDomain");
        assertThat(moved.firstMessage()).contains("drain the rack first");
    }
}
