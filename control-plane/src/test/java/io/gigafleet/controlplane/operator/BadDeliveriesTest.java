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

/** What is wrong with a delivery is named for each of its racks, and nothing is half applied. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class BadDeliveriesTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void planted() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        applied(Plant.SITE, Plant.TENANT);
    }

    private void applied(String... documents) {
        Answer answer = api.apply(Plant.together(documents));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Answer refused(String... documents) {
        long before = rows.count("rack") + rows.count("rack_delivery");
        Answer answer = api.apply(Plant.together(documents));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("manifest-invalid");
        assertThat(rows.count("rack") + rows.count("rack_delivery"))
                .as("nothing is half applied")
                .isEqualTo(before);
        return answer;
    }

    @Test
    void deliveryMakesItsRacks() {
        applied(Dock.delivery(4));

        assertThat(rows.count("rack where delivery = 'dock-1' and batch = 'w44'")).isEqualTo(4);
        assertThat(api.apply(Dock.delivery(4)).body().at("/applied/0/action"))
                .hasToString("\"unchanged\"");
    }

    @Test
    void everyProblemOfEveryRackIsNamedAtOnce() {
        applied(Plant.rack(1));

        Answer answer =
                refused(
                        Dock.delivery(4)
                                .replace("name: d2, sku: gb300-nvl72", "name: d2, sku: gb301-nvl72")
                                .replace(
                                        "SN-D3, batch: w44, hall: h1", "SN-1, batch: w44, hall: h9")
                                .replace(
                                        "position: 2, powerDomain: pdu-2, coolantLoop: loop-2",
                                        "position: 2, powerDomain: pdu-9, coolantLoop: loop-9"));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("field").asText())
                .containsExactly(
                        "spec.racks[0].position",
                        "spec.racks[1].sku",
                        "spec.racks[2].serial",
                        "spec.racks[2].hall",
                        "spec.racks[2].coolantLoop",
                        "spec.racks[3].powerDomain",
                        "spec.racks[3].coolantLoop");
        assertThat(answer.firstFault()).isEqualTo("document 1, line 6: spec.racks[0].position");
        assertThat(answer.firstMessage()).contains("rack 'r1' stands at position 1 of row 'h1-r1'");
    }

    @Test
    void racksThatOverloadADomainWhileIdleAreRefused() {
        Answer answer = refused(Plant.SITE.replace("200000", "40000"), Dock.delivery(4));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("field").asText())
                .containsExactly("spec.racks[0].powerDomain", "spec.racks[2].powerDomain");
    }

    @Test
    void nameOfAStandingRackIsRefused() {
        applied(Plant.rack(4));

        Answer answer = refused(Dock.delivery(2).replace("name: d1", "name: r4"));

        assertThat(answer.firstFault()).contains("spec.racks[0].name");
        assertThat(answer.firstMessage()).contains("has a manifest of its own");
    }

    @Test
    void rackOfAnotherDeliveryIsRefused() {
        applied(Dock.delivery("dock-1", 1, 2));

        Answer answer = refused(Dock.delivery("dock-2", 2, 3));

        assertThat(answer.firstFault()).contains("spec.racks[0].name");
        assertThat(answer.firstMessage()).contains("'d2' belongs to delivery 'dock-1'");
    }

    @Test
    void rackMayMoveToAnotherDeliveryInOneApply() {
        applied(Dock.delivery("dock-1", 1, 3));

        applied(Dock.delivery("dock-1", 1, 2), Dock.delivery("dock-2", 3, 4));

        assertThat(rows.count("rack where delivery = 'dock-2'")).isEqualTo(2);
    }

    @Test
    void rackOfADeliveryHasNoManifestOfItsOwn() {
        applied(Dock.delivery(2));

        Answer answer =
                refused(Plant.rack(1).replace("name: r1", "name: d1").replace("SN-1", "SN-D1"));

        assertThat(answer.firstFault()).isEqualTo("document 1, line 3: metadata.name");
        assertThat(answer.firstMessage())
                .isEqualTo("rack 'd1' belongs to delivery 'dock-1'; change it in the delivery");
    }

    @Test
    void plannedRackMayChangeAndGo() {
        applied(Dock.delivery(4));
        rows.assigned("d4");

        applied(Dock.delivery(3).replace("SN-D3", "SN-E3"));

        assertThat(rows.count("rack")).isEqualTo(3);
        assertThat(rows.count("rack where serial = 'SN-E3'")).isEqualTo(1);
        assertThat(rows.count("rack, ledger_head where rack.revision = spec_revision"))
                .as("only what changed is written")
                .isEqualTo(1);
        assertThat(rows.count("rack_assignment")).isZero();
    }

    @Test
    void rackThatHasLeftTheDockStaysAsItWasDelivered() {
        applied(Dock.delivery(4));
        rows.standing("d1", "DELIVERED", "INSTALLED");
        rows.standing("d3", "DELIVERED", "INSTALLED");
        rows.standing("d4", "DELIVERED", "INSTALLED");

        Answer answer = refused(Dock.delivery(2).replace("SN-D1", "SN-E1"));

        assertThat(answer.body().path("problems"))
                .extracting(problem -> problem.path("message").asText())
                .containsExactly(
                        "it leaves out d3, d4: already INSTALLED",
                        "it changes rack 'd1': already INSTALLED");
    }

    @Test
    void rackOfARolloutStaysInItsDelivery() {
        applied(Dock.delivery(4), Dock.rollout("first", "names: [d3, d4]"));
        assertThat(refused(Dock.delivery(2)).firstMessage())
                .contains("it leaves out d3, d4: named by rollout 'first'");

        rows.running("first", "RUNNING");
        rows.member("first", "d3", "WAITING");
        rows.member("first", "d4", "LEFT");

        Answer answer = refused(Dock.delivery(2));
        assertThat(answer.firstMessage()).contains("it leaves out d3: in rollout 'first'");
    }
}
