package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries: what was ordered, and what stands. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class DeliveriesTest {

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void delivered() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        Answer applied =
                api.apply(
                        Plant.together(
                                Plant.SITE,
                                Dock.delivery("dock-1", 1, 3),
                                Dock.delivery("dock-2", 4, 4)));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        rows.standing("d1", "DELIVERED", "INSTALLED");
        rows.execute("update ledger_head set revision = revision + 1");
    }

    @Test
    void deliveriesComeInPagesWithWhatIsAwaited() {
        Answer first = api.get("/api/v1/deliveries?limit=1");
        JsonNode delivery = first.body().at("/items/0");

        assertThat(delivery.path("name").asText()).isEqualTo("dock-1");
        assertThat(delivery.path("expected").asInt()).isEqualTo(3);
        assertThat(delivery.path("awaited").asInt()).isEqualTo(2);
        assertThat(delivery.path("stages")).hasToString("{\"PLANNED\":2,\"INSTALLED\":1}");
        Answer second =
                api.get(
                        "/api/v1/deliveries?limit=1&cursor="
                                + first.body().path("nextCursor").asText());
        assertThat(second.body().at("/items/0/name").asText()).isEqualTo("dock-2");
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void deliveryShowsEachRackAsOrderedAndWhereItStands() {
        JsonNode rack = api.get("/api/v1/deliveries/dock-1").body().at("/racks/0");

        assertThat(rack)
                .hasToString(
                        "{\"rack\":\"d1\",\"sku\":\"gb300-nvl72\",\"serial\":\"SN-D1\",\"batch\":"
                                + "\"w44\",\"hall\":\"h1\",\"row\":\"h1-r1\",\"position\":1,"
                                + "\"stage\":\"INSTALLED\",\"rollout\":\"first\"}");
    }

    @Test
    void unknownDeliveryIsNamedWithTheNearest() {
        Answer answer = api.get("/api/v1/deliveries/dock-3");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("detail").asText()).contains("Did you mean 'dock-1'?");
    }
}
