package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.ledger.GuardInForce;
import io.gigafleet.controlplane.ledger.GuardsInForce;
import io.gigafleet.controlplane.ledger.Lease;
import io.gigafleet.controlplane.ledger.Term;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plane that doesn't lead tells of the guard of the one that does. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class StandbyTest {

    private static final GuardInForce LOWERED =
            new GuardInForce(
                    Map.of("pdu-1", 90_000L),
                    Map.of("loop-1", 70_000L),
                    "drawing 80.0 kW of 90.0 kW");

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;
    @Inject Lease lease;
    @Inject GuardsInForce guards;

    private Api api;
    private Term term;

    @BeforeEach
    void anotherLeads() throws SQLException {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        assertThat(api.apply(Plant.all()).status()).isEqualTo(200);
        term = lease.take("leader", Duration.ofSeconds(30)).orElseThrow();
    }

    private JsonNode domain(String name) {
        for (JsonNode domain : api.get("/api/v1/domains").body().path("items")) {
            if (domain.path("name").asText().equals(name)) {
                return domain;
            }
        }
        throw new AssertionError("no domain " + name);
    }

    private JsonNode loop() {
        return api.get("/api/v1/loops").body().at("/items/0");
    }

    @Test
    void limitsInForceAreThoseOfTheLeadersGuard() throws SQLException {
        guards.write(term, LOWERED);

        assertThat(domain("pdu-1").path("budgetInForceWatts").asLong()).isEqualTo(90_000);
        assertThat(domain("pdu-1").path("band").asText()).isEqualTo("CALM");
        assertThat(domain("feed").path("budgetInForceWatts").asLong())
                .as("as declared where it says nothing")
                .isEqualTo(domain("feed").path("budgetWatts").asLong());
        assertThat(loop().path("heatCapacityInForceWatts").asLong()).isEqualTo(70_000);
    }

    @Test
    void progressOfTheLoadTargetIsTheLeadersToo() throws SQLException {
        guards.write(term, LOWERED);
        api.putJson(
                "/api/v1/site/load-target",
                "{\"watts\": 90000, \"until\": \"%s\"}".formatted(Instant.now().plusSeconds(600)));

        assertThat(api.get("/api/v1/site/load-target").body().path("progress").asText())
                .isEqualTo("drawing 80.0 kW of 90.0 kW");
    }

    @Test
    void nothingIsSaidWhileTheNewLeadersGuardHasNotLooked() throws SQLException {
        guards.write(term, LOWERED);
        rows.execute("update lease set expires_at = now() - interval '1 second'");
        assertThat(domain("pdu-1").path("budgetInForceWatts").isNull()).isTrue();

        Term next = lease.take("other", Duration.ofSeconds(30)).orElseThrow();
        assertThat(domain("pdu-1").path("budgetInForceWatts").isNull()).isTrue();

        guards.write(next, new GuardInForce(Map.of("pdu-1", 95_000L), Map.of(), ""));
        guards.write(term, LOWERED);
        assertThat(domain("pdu-1").path("budgetInForceWatts").asLong())
                .as("a deposed leader writes over nothing")
                .isEqualTo(95_000);
    }
}
